namespace GanAugment.Benchmarks.Comparison;

/// <summary>What was measured with one setting.</summary>
/// <param name="Settings">The setting.</param>
/// <param name="Sides">Ours first.</param>
internal sealed record MatchResult(WorkerSettings Settings, IReadOnlyList<SideResult> Sides)
{
    /// <summary>How many times as many images a CPU-second gives us as another side: the ratio of medians, and of the turns next to each other.</summary>
    public Spread Advantage(SideResult other)
    {
        double[] ratios = [.. Sides[0].CpuSeconds.Zip(other.CpuSeconds, (ours, theirs) => theirs / ours)];
        return Spread.Of(ratios) with { Median = other.CpuSpread.Median / Sides[0].CpuSpread.Median };
    }
}
