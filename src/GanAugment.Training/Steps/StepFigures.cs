namespace GanAugment.Training.Steps;

/// <summary>Means of what the phases measured since the last report.</summary>
internal sealed class StepFigures
{
    private readonly Dictionary<string, (double Sum, int Count)> losses = [];
    private (double Sum, int Count) gap;

    /// <summary>Mean D(real) − mean D(fake).</summary>
    public double Gap => gap.Sum / Math.Max(1, gap.Count);

    /// <summary>A phase's mean loss.</summary>
    public double Loss(string phase) => losses.TryGetValue(phase, out var loss) ? loss.Sum / loss.Count : 0;

    /// <summary>Adds one batch of a phase.</summary>
    public void Add(string phase, PhaseFigures figures)
    {
        var loss = losses.GetValueOrDefault(phase);
        losses[phase] = (loss.Sum + figures.Loss, loss.Count + 1);
        if (figures.Gap is double value) gap = (gap.Sum + value, gap.Count + 1);
    }

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        losses.Clear();
        gap = default;
    }

    /// <summary>Stops a run whose losses are no numbers any more, before it can save anything.</summary>
    /// <exception cref="GeneratorException">A loss is infinite or not a number.</exception>
    public void ThrowIfDiverged(int step, RunDirectory run)
    {
        if (losses.Values.All(loss => double.IsFinite(loss.Sum))) return;
        throw new GeneratorException($"Training diverged at step {step}: a loss is no finite number.",
            $"The run is '{run.Root}'; its snapshots are from before.",
            "Use the best snapshot, or train anew with lower learning rates, spectral norm in both networks, or more discriminator steps.");
    }
}
