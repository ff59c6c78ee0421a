namespace GanAugment.Training;

/// <summary>What a class begins with that the initial generator does not know.</summary>
public enum NewClasses
{
    /// <summary>The embedding of the known class whose generated images are closest to the new class's real ones, by the mean features of the run's own
    /// probe.</summary>
    Nearest,

    /// <summary>The mean of all known classes' embeddings.</summary>
    Mean,

    /// <summary>What the run's seed gives it, as if there were no initial generator.</summary>
    Fresh,
}
