namespace GanAugment.Transforms.Comparison;

/// <summary>What one arm did on one evaluation set, over all seeds. Accuracies and recalls are per cent of real images.</summary>
public sealed record ArmResult
{
    /// <summary>The arm's name; where it builds on the best baseline, with that one's name in it.</summary>
    public required string Name { get; init; }

    /// <summary>What is done, in one sentence.</summary>
    public required string Description { get; init; }

    /// <summary>The setting that was chosen on validation, in words.</summary>
    public required string Setting { get; init; }

    /// <summary>Whether the arm needs no generator.</summary>
    public required bool IsBaseline { get; init; }

    /// <summary>Real training rows, each once; a mean over seeds, as the next two.</summary>
    public required long Real { get; init; }

    /// <summary>What was made of them: duplicates, copies, mixtures, points between.</summary>
    public required long Made { get; init; }

    /// <summary>Synthetic rows.</summary>
    public required long Synthetic { get; init; }

    /// <summary>Balanced accuracy (macro recall) of every seed.</summary>
    public required IReadOnlyList<double> BalancedAccuracies { get; init; }

    /// <summary>Balanced accuracy over seeds.</summary>
    public required Spread BalancedAccuracy { get; init; }

    /// <summary>Half a 95 % t interval of the mean over seeds; null with a single seed.</summary>
    public double? Interval => BalancedAccuracies.Count < 2 ? null
        : StudentT.TwoSided95(BalancedAccuracies.Count - 1) * BalancedAccuracy.Deviation / Math.Sqrt(BalancedAccuracies.Count);

    /// <summary>Macro F1 over seeds.</summary>
    public required Spread MacroF1 { get; init; }

    /// <summary>Log-loss over seeds, nats; null where the pipeline gives no probabilities.</summary>
    public Spread? LogLoss { get; init; }

    /// <summary>Expected calibration error over seeds, per cent; null likewise.</summary>
    public Spread? Calibration { get; init; }

    /// <summary>Macro recall on validation images over seeds, by which the setting was chosen.</summary>
    public required Spread Validation { get; init; }

    /// <summary>Recall over seeds, per class in class order; null for a class without images.</summary>
    public required IReadOnlyList<Spread?> Recalls { get; init; }

    /// <summary>The paired difference against doing nothing; null for that arm itself, or when it was not compared.</summary>
    public PairedDifference? AgainstNone { get; init; }

    /// <summary>The paired difference against the baseline that is best on validation; null for that one itself.</summary>
    public PairedDifference? AgainstBestBaseline { get; init; }

    /// <summary>Seconds for rows, training and scoring, over all seeds.</summary>
    public required double Seconds { get; init; }

    /// <summary>The arm's result in a sentence.</summary>
    public override string ToString()
    {
        string said = FormattableString.Invariant($"{Name}: {Word}. {BalancedAccuracy.Mean:0.0} % balanced accuracy");
        if (AgainstBestBaseline is { } best) said += $", {best} points against the best baseline, {best.Against}";
        if (AgainstNone is { } none && none.Against != AgainstBestBaseline?.Against) said += $"; {none} against doing nothing";
        return said + ".";
    }

    private string Word => AgainstBestBaseline switch
    {
        null => "the best baseline",
        { Verdict: Verdict.Gain } => "gain",
        { Verdict: Verdict.Harm } => "harm",
        { HalfWidth: null } => "no conclusion from one seed",
        _ => "no measurable gain",
    };
}
