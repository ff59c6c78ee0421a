namespace GanAugment.Transforms.Comparison;

/// <summary>What a comparison will do, after everything was checked that can be checked before.</summary>
public sealed record ComparisonPlan
{
    /// <summary>Names the comparison: stored results of this key are taken up again.</summary>
    public required string Key { get; init; }

    /// <summary>The training images.</summary>
    public required DataProvenance Training { get; init; }

    /// <summary>Training images per class of the first repetition.</summary>
    public required IReadOnlyDictionary<string, int> TrainingImagesPerClass { get; init; }

    /// <summary>Validation images of the first repetition.</summary>
    public required int ValidationImages { get; init; }

    /// <summary>Rows per class to which arms fill classes up, in the first repetition.</summary>
    public required int Target { get; init; }

    /// <summary>The evaluation images, by name.</summary>
    public required IReadOnlyDictionary<string, DataProvenance> Evaluations { get; init; }

    /// <summary>The pipeline.</summary>
    public required string Classifier { get; init; }

    /// <summary>The seeds.</summary>
    public required IReadOnlyList<long> Seeds { get; init; }

    /// <summary>The settings of every arm; those on the best baseline begin with a plus.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Arms { get; init; }

    /// <summary>Classifiers to train: settings times seeds.</summary>
    public required int Classifiers { get; init; }

    /// <summary>How many of them are stored already; those on the best baseline are not counted.</summary>
    public required int Kept { get; init; }

    /// <summary>What must be known.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
