using System.Globalization;
using GanAugment.Sampling;
using GanAugment.Transforms.Comparison;
using Spectre.Console;

namespace ClassifierAugmentation;

/// <summary>What the terminal shows.</summary>
internal static class Tables
{
    // Wide enough for every table, so that no line is folded in a log.
    private const int PlainWidth = 150;

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>Leaves colours and moving bars out where no terminal would show them.</summary>
    public static void PlainUnlessTerminal()
    {
        if (!Console.IsOutputRedirected) return;
        AnsiConsole.Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        AnsiConsole.Profile.Width = PlainWidth;
    }

    /// <summary>Class, real, synthetic.</summary>
    public static void Plan(SamplingPlan plan)
    {
        Table table = New("Plan: " + plan.Strategy, "class", "real", "synthetic", "total");
        foreach (ClassQuota quota in plan) table.AddRow(Markup.Escape(quota.ClassName), Number(quota.Real), Number(quota.Synthetic), Number(quota.Total));
        table.AddEmptyRow().AddRow("total", Number(plan.RealTotal), Number(plan.SyntheticTotal), Number(plan.RealTotal + plan.SyntheticTotal));
        AnsiConsole.Write(table);
    }

    /// <summary>Runs with a progress bar.</summary>
    public static ComparisonResult WithProgress(Func<IProgress<ComparisonProgress>, ComparisonResult> run) => AnsiConsole.Progress()
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
        .Start(context => run(new Bar(context.AddTask("Comparing"))));

    /// <summary>Arms, rows, balanced accuracy, differences; recall per class; the verdict.</summary>
    public static void Result(ComparisonResult result)
    {
        Table arms = New("Balanced accuracy on real test images, % (mean ± sd over seeds)", "arm", "real", "duplicates", "synthetic", "balanced accuracy",
            "against none", "against " + result.Evaluations[0].BestBaseline);
        foreach (ArmResult arm in result.Arms)
            arms.AddRow(Markup.Escape(arm.Name), Number(arm.Real), Number(arm.Made), Number(arm.Synthetic), arm.BalancedAccuracy.ToString(),
                arm.AgainstNone?.ToString() ?? "", arm.AgainstBestBaseline?.ToString() ?? "");
        AnsiConsole.Write(arms);

        // What the gate leaves to be done stands under its own name already.
        ArmResult[] distinct = [.. result.Arms.DistinctBy(a => a.Setting)];
        Table recalls = New("Recall per class, %", ["class", .. distinct.Select(a => a.Name)]);
        for (int c = 0; c < result.Classes.Count; c++)
            recalls.AddRow([Markup.Escape(result.Classes[c]), .. distinct.Select(a => a.Recalls[c]?.ToString() ?? "")]);
        AnsiConsole.Write(recalls);

        foreach (string verdict in result.Evaluations[0].Verdicts) AnsiConsole.MarkupLineInterpolated($"{verdict}");
        AnsiConsole.MarkupLineInterpolated($"[bold]{result.Verdict}[/]");
        if (result.Gate is { } gate) AnsiConsole.MarkupLineInterpolated($"{gate.Sentence}");
        foreach (string warning in result.Warnings) AnsiConsole.MarkupLineInterpolated($"[yellow]{warning}[/]");
        AnsiConsole.MarkupLineInterpolated($"[grey]{result.Caveat}[/]");
    }

    private static Table New(string title, params string[] columns)
    {
        Table table = new Table().Title(Markup.Escape(title)).Border(AnsiConsole.Profile.Capabilities.Ansi ? TableBorder.Rounded : TableBorder.Ascii);
        table.AddColumn(columns[0]);
        foreach (string column in columns[1..]) table.AddColumn(new TableColumn(Markup.Escape(column)).RightAligned());
        return table;
    }

    private static string Number(long value) => value.ToString(Culture);

    private sealed class Bar(ProgressTask task) : IProgress<ComparisonProgress>
    {
        public void Report(ComparisonProgress value)
        {
            task.MaxValue = value.Total;
            task.Value = value.Done;
            task.Description = value.Done == value.Total ? "Compared" : FormattableString.Invariant($"Seed {value.Seed}, {value.Arm}");
        }
    }
}
