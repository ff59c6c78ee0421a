namespace GanAugment.Training.Watch;

/// <summary>What a run remembers beside its tensors. Saved with them, so that a resumed run decides as an uninterrupted one would.</summary>
internal sealed record RunMemory
{
    /// <summary>Updates of G that its optimizer counts, fewer than steps after a roll-back.</summary>
    public long GeneratorUpdates { get; init; }

    /// <summary>Updates of D that its optimizer counts.</summary>
    public long DiscriminatorUpdates { get; init; }

    /// <summary>How often the run went back.</summary>
    public int RollBacks { get; init; }

    /// <summary>What both learning rates are multiplied by.</summary>
    public double LearningRateScale { get; init; } = 1;

    /// <summary>The best snapshots, best first.</summary>
    public IReadOnlyList<MeasuredSnapshot> Best { get; init; } = [];

    /// <summary>The latest lines of statistics, as far as the alarm needs them.</summary>
    public IReadOnlyList<Observation> Seen { get; init; } = [];

    /// <summary>The rules whose alarm stands, so that it is not told with every line.</summary>
    public IReadOnlyList<string> Raised { get; init; } = [];

    /// <summary>Sums of the line that is being gathered; empty at a snapshot.</summary>
    public IReadOnlyDictionary<string, PartialMean> Gathered { get; init; } = new Dictionary<string, PartialMean>();
}

/// <summary>A snapshot and what it is judged by.</summary>
/// <param name="Step">When it was taken.</param>
/// <param name="Score">Its measurement; less is better.</param>
/// <param name="Weights">Its weights file.</param>
internal sealed record MeasuredSnapshot(int Step, double Score, string Weights);

/// <summary>A mean in the making.</summary>
internal readonly record struct PartialMean(double Sum, int Count);
