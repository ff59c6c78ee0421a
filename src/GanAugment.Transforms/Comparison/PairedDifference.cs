namespace GanAugment.Transforms.Comparison;

/// <summary>The difference in balanced accuracy between two arms that saw the same seeds and the same test images, in points of 100.</summary>
/// <param name="Against">The other arm.</param>
/// <param name="Mean">Mean over seeds of this arm minus the other.</param>
/// <param name="SeedError">Half a 95 % t interval of the mean over seeds; null with a single seed.</param>
/// <param name="TestError">Half a 95 % interval from the test images being a sample: 1.96 standard errors of the difference, stratified by class.</param>
public sealed record PairedDifference(string Against, double Mean, double? SeedError, double TestError)
{
    /// <summary>Half the 95 % interval from both sources; null with a single seed, from which nothing can be concluded.</summary>
    public double? HalfWidth => SeedError is { } seeds ? Math.Sqrt(seeds * seeds + TestError * TestError) : null;

    /// <summary>What can be said of the difference.</summary>
    public Verdict Verdict => HalfWidth switch
    {
        { } half when Mean > half => Verdict.Gain,
        { } half when Mean < -half => Verdict.Harm,
        _ => Verdict.NoMeasurableGain,
    };

    /// <summary>For example <c>+1.2 ± 0.4</c>, in points.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Mean:+0.0;−0.0;0.0}") + (HalfWidth is { } half ? FormattableString.Invariant($" ± {half:0.0}") : "");

    /// <summary>Compares two arms.</summary>
    /// <param name="against">The other arm's name.</param>
    /// <param name="mine">[seed][image]: whether this arm is right.</param>
    /// <param name="theirs">[seed][image]: whether the other arm is right.</param>
    /// <param name="labels">The class of every image.</param>
    /// <param name="classes">K.</param>
    internal static PairedDifference Between(string against, IReadOnlyList<bool[]> mine, IReadOnlyList<bool[]> theirs, IReadOnlyList<int> labels, int classes)
    {
        double[] bySeed = [.. mine.Zip(theirs, (m, t) => 100 * (BalancedAccuracy.Of(m, labels, classes) - BalancedAccuracy.Of(t, labels, classes)))];
        PairedDifference seeds = OfMeans(against, bySeed);
        // An image's difference is averaged over seeds, so that what is left is what another set of test images would change.
        var byClass = Enumerable.Range(0, labels.Count)
            .ToLookup(i => labels[i], i => Enumerable.Range(0, mine.Count).Average(s => (mine[s][i] ? 100.0 : 0) - (theirs[s][i] ? 100.0 : 0)));
        double variance = byClass.Where(c => c.Count() > 1).Sum(c => Math.Pow(Spread.Of([.. c]).Deviation, 2) / c.Count());
        return seeds with { TestError = 1.96 * Math.Sqrt(variance) / byClass.Count };
    }

    /// <summary>A difference of which no more is known than what it was at every seed, in points.</summary>
    internal static PairedDifference OfMeans(string against, double[] bySeed) => new(
        against, bySeed.Average(),
        bySeed.Length > 1 ? StudentT.TwoSided95(bySeed.Length - 1) * Spread.Of(bySeed).Deviation / Math.Sqrt(bySeed.Length) : null, 0);
}
