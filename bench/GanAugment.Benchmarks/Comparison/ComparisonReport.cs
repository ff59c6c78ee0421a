using System.Globalization;
using System.Text;

namespace GanAugment.Benchmarks.Comparison;

/// <summary>The tables of a comparison.</summary>
internal sealed class ComparisonReport(string? checkout, int rounds)
{
    private const double MiB = 1 << 20;

    private readonly List<MatchResult> results = [];

    public void Add(MatchResult result) => results.Add(result);

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Machine: {Machine.Describe()}.");
        text.AppendLine(CultureInfo.InvariantCulture, $"One thread. Sides take turns; median of {rounds} turns, least and greatest in brackets.");
        text.AppendLine(checkout is null ? "No checkout of the reference was given." : "The reference is a checkout of ajbrock/BigGAN-PyTorch.");
        text.AppendLine();
        foreach (string engine in results.SelectMany(r => r.Sides.Select(s => $"* {s.Name}: {s.Engine}")).Distinct()) text.AppendLine(engine);
        var kinds = results.ToLookup(r => r.Settings.What == Work.Training);
        if (kinds[true].Any()) Training(text, kinds[true]);
        if (kinds[false].Any()) Generators(text, kinds[false]);
        return text.ToString();
    }

    private static void Training(StringBuilder text, IEnumerable<MatchResult> training)
    {
        text.AppendLine();
        text.AppendLine("## Training: 32×32×3, 10 classes, batch 64, hierarchical z, shared embedding, spectral norm in both networks, moving average");
        text.AppendLine();
        text.AppendLine("| ch | D steps | side | CPU ms per iteration | real images/s | per CPU-second | peak RSS, MiB | speed, × | RSS, × |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|");
        foreach (MatchResult result in training)
        {
            WorkerSettings settings = result.Settings;
            int images = settings.Batch * settings.DiscriminatorSteps;
            foreach (SideResult side in result.Sides)
            {
                SideResult? other = side == result.Sides[0] ? result.Sides.Skip(1).FirstOrDefault() : null;
                string[] cells =
                [
                    Number(settings.Ch, "F0"), Number(settings.DiscriminatorSteps, "F0"), side.Name, side.CpuSpread.ToText("F0", 1000),
                    Number(images / side.WallSpread.Median, "F1"), Number(images / side.CpuSpread.Median, "F1"), Number(side.PeakBytes / MiB, "F0"),
                    other is null ? "" : result.Advantage(other).ToText("F2"), other is null ? "" : Number((double)side.PeakBytes / other.PeakBytes, "F2"),
                ];
                text.AppendLine($"| {string.Join(" | ", cells)} |");
            }
        }
    }

    private static void Generators(StringBuilder text, IEnumerable<MatchResult> generators)
    {
        text.AppendLine();
        text.AppendLine("## Generator: 32×32×3, 64 images per call");
        text.AppendLine();
        text.AppendLine("| ch | side | images per CPU-second | ours, × this |");
        text.AppendLine("|---|---|---|---|");
        foreach (MatchResult result in generators)
            foreach (SideResult side in result.Sides)
            {
                string advantage = side == result.Sides[0] ? "" : result.Advantage(side).ToText("F2");
                text.AppendLine(CultureInfo.InvariantCulture,
                    $"| {result.Settings.Ch} | {side.Name} | {Number(result.Settings.Batch / side.CpuSpread.Median, "F1")} | {advantage} |");
            }
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
