namespace GanAugment.Benchmarks.Comparison;

/// <summary>The turns of one side.</summary>
internal sealed record SideResult(string Name, string Engine, IReadOnlyList<Answer> Answers)
{
    /// <summary>Processor seconds of one iteration, turn by turn.</summary>
    public IReadOnlyList<double> CpuSeconds { get; } = [.. Answers.Select(a => a.CpuSeconds / a.Iterations)];

    /// <summary>Their spread.</summary>
    public Spread CpuSpread => Spread.Of(CpuSeconds);

    /// <summary>Seconds on the clock of one iteration.</summary>
    public Spread WallSpread => Spread.Of([.. Answers.Select(a => a.WallSeconds / a.Iterations)]);

    /// <summary>The peak of the resident memory.</summary>
    public long PeakBytes => Answers[^1].PeakBytes;
}
