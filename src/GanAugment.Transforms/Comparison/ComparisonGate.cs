using GanAugment.Transforms.Comparison.Trials;

namespace GanAugment.Transforms.Comparison;

/// <summary>Whether the generator is worth using, decided on validation images alone, as a user must who has no test images: it opens where the 95 % interval
/// of the gain over the best baseline lies above zero.</summary>
/// <param name="IsOpen">Whether the generator is used.</param>
/// <param name="Candidate">The arm that is best on validation among those that use the generator.</param>
/// <param name="Gain">Its difference from the baseline that is best on validation, on validation images.</param>
public sealed record ComparisonGate(bool IsOpen, string Candidate, PairedDifference Gain)
{
    /// <summary>The decision in a sentence.</summary>
    public string Sentence => (IsOpen ? "The gate opens" : "The gate stays shut")
        + $": on validation images {Candidate} differs from {Gain.Against} by {Gain} points"
        + (IsOpen ? "." : Gain.HalfWidth is null ? "; one repetition cannot open it." : ", and the whole interval must be above 0.");

    /// <summary>Decides.</summary>
    /// <param name="candidate">The use of the generator that is best on validation.</param>
    /// <param name="baseline">The baseline that is best on validation.</param>
    /// <param name="records">The classifiers of a setting, one a seed.</param>
    /// <param name="labels">The classes of the validation images where all seeds have the same ones; null where each holds out its own.</param>
    /// <param name="classes">K.</param>
    internal static ComparisonGate Of(
        ResolvedArm candidate, ResolvedArm baseline, Func<ArmSetting, IReadOnlyList<TrialRecord>> records, IReadOnlyList<int>? labels, int classes)
    {
        IReadOnlyList<TrialRecord> mine = records(candidate.Chosen!), theirs = records(baseline.Chosen!);
        PairedDifference gain = labels is null
            // Every seed has other images: their spread is in that over seeds.
            ? PairedDifference.OfMeans(baseline.Name, [.. mine.Zip(theirs, (m, t) => m.Validation - t.Validation)])
            : PairedDifference.Between(baseline.Name, Right(mine, labels), Right(theirs, labels), labels, classes);
        return new ComparisonGate(gain.Verdict == Verdict.Gain, candidate.Name, gain);
    }

    private static bool[][] Right(IReadOnlyList<TrialRecord> records, IReadOnlyList<int> labels) =>
        [.. records.Select(record => BalancedAccuracy.Right(TrialRecord.ClassesIn(record.Validated!), labels))];
}
