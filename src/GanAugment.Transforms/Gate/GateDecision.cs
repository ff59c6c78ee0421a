using System.Globalization;
using System.Text;
using GanAugment.Transforms.Comparison;

namespace GanAugment.Transforms.Gate;

/// <summary>What the gate decided, and the figures it decided by.</summary>
public sealed record GateDecision
{
    /// <summary>The name of the baseline without any additional row.</summary>
    public const string None = "none";

    /// <summary>The name of the baseline that fills every class up with random duplicates.</summary>
    public const string Oversampling = "oversampling";

    /// <summary>The candidate that was chosen; null when no synthetic row is added.</summary>
    public GateCandidate? Chosen { get; init; }

    /// <summary>The baseline with the highest mean, against which candidates were held.</summary>
    public required string Baseline { get; init; }

    /// <summary>Baselines and candidates in order.</summary>
    public required IReadOnlyList<GateArm> Arms { get; init; }

    /// <summary>How many real validation images decided.</summary>
    public required int ValidationImages { get; init; }

    /// <summary>The seeds.</summary>
    public required IReadOnlyList<long> Seeds { get; init; }

    /// <summary>What the lower end of the interval had to exceed, in points.</summary>
    public required double MinimumGain { get; init; }

    /// <summary>The decision in a sentence.</summary>
    public string Verdict
    {
        get
        {
            string bound = string.Create(CultureInfo.InvariantCulture, $"{MinimumGain:0.##}");
            if (Chosen is { } chosen)
                return $"The gate chose '{chosen.Name}': {Arms.Single(a => a.Name == chosen.Name).AgainstBaseline} points of macro recall against "
                    + $"'{Baseline}', all of the interval above {bound}.";
            GateArm best = Arms.Where(a => a.Candidate is not null).MaxBy(a => a.AgainstBaseline!.Mean)!;
            return $"The gate adds no synthetic row: '{best.Name}', the best candidate, gained {best.AgainstBaseline} points of macro recall against "
                + $"'{Baseline}', and an interval above {bound} is needed.";
        }
    }

    /// <summary>The verdict and an aligned table.</summary>
    public override string ToString()
    {
        int width = Arms.Max(a => a.Name.Length);
        var text = new StringBuilder(Verdict).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"{ValidationImages} real validation images, {Seeds.Count} seeds, macro recall in %:\n");
        text.Append("arm".PadRight(width)).Append("added".PadLeft(10)).Append("mean ± sd".PadLeft(16)).Append("against baseline".PadLeft(20)).Append('\n');
        foreach (GateArm arm in Arms)
            text.Append(arm.Name.PadRight(width)).Append(arm.Added.ToString(CultureInfo.InvariantCulture).PadLeft(10))
                .Append(arm.MacroRecall.ToString().PadLeft(16)).Append((arm.AgainstBaseline?.ToString() ?? "").PadLeft(20)).Append('\n');
        return text.ToString().TrimEnd('\n');
    }
}
