namespace GanAugment.Transforms.Comparison;

/// <summary>What one arm did, over all seeds. Accuracies and recalls are per cent of real test images.</summary>
public sealed record ArmResult
{
    /// <summary>The arm.</summary>
    public required ComparisonArm Arm { get; init; }

    /// <summary>Real training rows, each once.</summary>
    public required long Real { get; init; }

    /// <summary>Duplicates of them.</summary>
    public required long Duplicates { get; init; }

    /// <summary>Synthetic rows.</summary>
    public required long Synthetic { get; init; }

    /// <summary>Balanced accuracy (macro recall) of every seed.</summary>
    public required IReadOnlyList<double> BalancedAccuracies { get; init; }

    /// <summary>Balanced accuracy over seeds.</summary>
    public required Spread BalancedAccuracy { get; init; }

    /// <summary>Recall over seeds, per class in class order; null for a class without test images.</summary>
    public required IReadOnlyList<Spread?> Recalls { get; init; }

    /// <summary>The paired difference against doing nothing; null for that arm itself, or when it was not compared.</summary>
    public PairedDifference? AgainstNone { get; init; }

    /// <summary>The paired difference against the baseline that did best on these very test images, which favours the baseline; null for that arm
    /// itself.</summary>
    public PairedDifference? AgainstBestBaseline { get; init; }

    /// <summary>Seconds for training and testing, over all seeds.</summary>
    public required double Seconds { get; init; }
}
