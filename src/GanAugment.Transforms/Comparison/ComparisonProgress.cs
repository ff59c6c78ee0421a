namespace GanAugment.Transforms.Comparison;

/// <summary>How far a comparison is.</summary>
/// <param name="Arm">The arm that is trained next, or that was the last.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Done">Classifiers trained and tested so far.</param>
/// <param name="Total">Classifiers altogether: settings times seeds.</param>
public sealed record ComparisonProgress(string Arm, long Seed, int Done, int Total)
{
    /// <summary>How many of them an earlier process had finished.</summary>
    public int Kept { get; init; }

    /// <summary>Classifiers per minute; null before the first.</summary>
    public double? PerMinute { get; init; }

    /// <summary>How long the rest takes at that rate; null before the first.</summary>
    public TimeSpan? Remaining { get; init; }
}
