namespace GanAugment.Transforms.Comparison;

/// <summary>What the arms did on one evaluation set.</summary>
public sealed record EvaluationResult
{
    /// <summary>The set's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where its images came from, how many were judged, and their fingerprint.</summary>
    public required DataProvenance Images { get; init; }

    /// <summary>The baseline that is best on these images, which all arms are compared with: chosen with hindsight, which favours it.</summary>
    public required string BestBaseline { get; init; }

    /// <summary>What can be said of the arm that is best on validation among those that use the generator; null where there is none.</summary>
    public required Verdict? Outcome { get; init; }

    /// <summary>The same in a sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>The arms in order.</summary>
    public required IReadOnlyList<ArmResult> Arms { get; init; }

    /// <summary>Gains and losses of that arm against the best baseline, class by class.</summary>
    public required IReadOnlyList<ClassDifference> Classes { get; init; }

    /// <summary>Of the best baseline: the share of each class's images (rows) that is taken for each class (columns), over all seeds; null rows have no image.
    /// </summary>
    public required IReadOnlyList<IReadOnlyList<double>?> BaselineConfusion { get; init; }

    /// <summary>The same of the arm in question; null where there is none.</summary>
    public required IReadOnlyList<IReadOnlyList<double>?>? Confusion { get; init; }

    /// <summary>One sentence for every arm that uses the generator.</summary>
    public IReadOnlyList<string> Verdicts => [.. Arms.Where(a => !a.IsBaseline && a.AgainstBestBaseline is not null).Select(a => a.ToString())];
}
