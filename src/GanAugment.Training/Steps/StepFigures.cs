using GanAugment.Training.Watch;

namespace GanAugment.Training.Steps;

/// <summary>Means of what the phases measured since the last report.</summary>
internal sealed class StepFigures
{
    private const string GapKey = "gap";

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

    /// <summary>Whether every loss is a number.</summary>
    public bool Finite => losses.Values.All(loss => double.IsFinite(loss.Sum)) && double.IsFinite(gap.Sum);

    /// <summary>The sums so far by name, to save a line half gathered and to go on with it.</summary>
    public IReadOnlyDictionary<string, PartialMean> Gathered
    {
        get => losses.Select(l => (l.Key, l.Value)).Append((Key: GapKey, Value: gap)).Where(m => m.Value.Count > 0)
            .ToDictionary(m => m.Key, m => new PartialMean(m.Value.Sum, m.Value.Count));
        set
        {
            Clear();
            foreach (var (key, mean) in value)
                if (key == GapKey) gap = (mean.Sum, mean.Count);
                else losses[key] = (mean.Sum, mean.Count);
        }
    }

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        losses.Clear();
        gap = default;
    }
}
