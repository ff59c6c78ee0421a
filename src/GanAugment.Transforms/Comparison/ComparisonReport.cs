using System.Globalization;
using GanAugment.Generation;
using GanAugment.Reporting;

namespace GanAugment.Transforms.Comparison;

/// <summary>A comparison as one HTML file: the verdict first, then figures, gains and losses, pictures, plan and provenance.</summary>
public static class ComparisonReport
{
    // Beyond it cells are too small to see and the file too large to send; report.json has all of it.
    private const int MostInHeatMap = 40;

    /// <summary>Makes the report.</summary>
    /// <param name="result">The result.</param>
    /// <param name="title">Its title; null for the question that is answered.</param>
    public static HtmlReport Of(ComparisonResult result, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        string seeds = result.Seeds.Count == 1 ? "1 repetition" : $"{result.Seeds.Count} repetitions";
        var report = new HtmlReport(title ?? "Does BigGAN augmentation help this classifier?", $"{result.Training.Origin} · {result.Classifier} · {seeds}");
        foreach (EvaluationResult evaluation in result.Evaluations) report.Callout(evaluation.Sentence, Tone(evaluation.Outcome));
        if (result.Gate is { } gate) report.Paragraph(gate.Sentence);
        report.Paragraph(result.Caveat).List(result.Warnings);
        foreach (EvaluationResult evaluation in result.Evaluations) Evaluation(report, result, evaluation);
        report.Heading("What the arms are").Facts(result.Arms.Select(arm => KeyValuePair.Create(arm.Name, arm.Description)));
        Settings(report, result);
        Plan(report, result);
        if (result.Pictures is { } pictures) Pictures(report, result, pictures);
        return report.Heading("Settings and provenance").Facts(Provenance(result));
    }

    private static CalloutTone Tone(Verdict? verdict) => verdict switch
    {
        Verdict.Gain => CalloutTone.Good,
        Verdict.Harm => CalloutTone.Bad,
        _ => CalloutTone.Plain,
    };

    private static void Evaluation(HtmlReport report, ComparisonResult result, EvaluationResult evaluation)
    {
        report.Heading(result.Evaluations.Count == 1 ? "Balanced accuracy on real images" : $"Balanced accuracy on '{evaluation.Name}'")
            .Paragraph($"{evaluation.Images.Images} real images of {evaluation.Images.Origin}. Every arm has the {evaluation.Arms[0].Real} real training images of a "
                + $"repetition, and rows made of them or synthetic ones beside them. The best baseline here is {evaluation.BestBaseline}, on validation {result.BestBaseline}.")
            .Table(
                ["arm", "made", "synthetic", "mean ± sd, %", "95 %", "against none", "against the best baseline"],
                evaluation.Arms.Select(arm => (IReadOnlyList<ReportCell>)
                [
                    arm.Name, Figure(arm.Made), Figure(arm.Synthetic), ReportCell.Figure(arm.BalancedAccuracy.ToString()),
                    ReportCell.Figure(arm.Interval is { } half ? Text($"±{half:0.0}") : ""), ReportCell.Figure(arm.AgainstNone?.ToString() ?? ""),
                    ReportCell.Figure(arm.AgainstBestBaseline?.ToString() ?? ""),
                ]))
            .Paragraph("Mean ± standard deviation over repetitions, then half the 95 % interval of the mean; differences in points with 95 % intervals. "
                + "Every arm takes the same number of optimiser steps, with the same regularisation per unit of weight.")
            .Dots("Balanced accuracy in per cent. The axis does not begin at zero; whiskers are one standard deviation over repetitions.",
                [.. evaluation.Arms.Select(arm => arm.Name)],
                [new ChartSeries("balanced accuracy", [.. evaluation.Arms.Select(a => a.BalancedAccuracy.Mean)],
                    [.. evaluation.Arms.Select(a => a.BalancedAccuracy.Deviation)])]);
        report.Details("Macro F1, log-loss, calibration, recall of every class", parts => Measures(parts, result, evaluation));
        if (result.Candidate is null) return;
        GainsAndLosses(report, result, evaluation);
        Confusion(report, result, evaluation);
        report.Details("Every arm in a sentence", parts => parts.List(evaluation.Verdicts));
    }

    private static void Measures(HtmlReport report, ComparisonResult result, EvaluationResult evaluation)
    {
        bool probabilities = evaluation.Arms.All(arm => arm.LogLoss is not null);
        report.Table(["arm", "setting", "macro F1, %", .. probabilities ? (string[])["log-loss", "calibration error, %"] : []],
            evaluation.Arms.Select(arm => (IReadOnlyList<ReportCell>)
            [
                arm.Name, arm.Setting, ReportCell.Figure(arm.MacroF1.ToString()),
                .. probabilities ? (ReportCell[])[ReportCell.Figure(Text($"{arm.LogLoss!.Mean:0.000}")), ReportCell.Figure(arm.Calibration!.ToString())] : [],
            ]));
        if (result.Classes.Count > MostInHeatMap) return;
        // What the gate left to be done stands under its own name already.
        ArmResult[] distinct = [.. evaluation.Arms.DistinctBy(arm => arm.Setting)];
        report.Table(["recall, %", .. distinct.Select(arm => arm.Name)], result.Classes.Select((name, c) => (IReadOnlyList<ReportCell>)
            [name, .. distinct.Select(arm => ReportCell.Figure(arm.Recalls[c]?.ToString() ?? ""))]));
    }

    private static void GainsAndLosses(HtmlReport report, ComparisonResult result, EvaluationResult evaluation)
    {
        ClassDifference[] known = [.. evaluation.Classes.Where(c => c.Recall is not null)];
        string[] Names(Verdict verdict) => [.. known.Where(c => c.Recall!.Verdict == verdict).Select(c => c.Class)];
        string[] gained = Names(Verdict.Gain), lost = Names(Verdict.Harm);
        report.Subheading("Gains and losses, class by class")
            .Paragraph($"Recall of {result.Candidate} minus that of {evaluation.BestBaseline}. "
                + (gained.Length == 0 ? "No class gains measurably" : $"{string.Join(", ", gained)} gain{(gained.Length == 1 ? "s" : "")} measurably")
                + (lost.Length == 0 ? ", none loses." : $", {string.Join(", ", lost)} lose{(lost.Length == 1 ? "s" : "")}."))
            .Differences("Difference of recall in points, with 95 % intervals; behind the name the real training images of a repetition.",
                [.. known.Select(c => $"{c.Class} ({c.TrainingImages})")],
                new ChartSeries("difference", [.. known.Select(c => c.Recall!.Mean)], [.. known.Select(c => c.Recall!.HalfWidth ?? 0)]));
    }

    private static void Confusion(HtmlReport report, ComparisonResult result, EvaluationResult evaluation)
    {
        report.Subheading("What is taken for what");
        IReadOnlyList<double>?[] difference =
            [.. evaluation.Confusion!.Zip(evaluation.BaselineConfusion, (mine, theirs) => mine is null || theirs is null ? null
                : mine.Zip(theirs, (m, t) => m - t).ToArray())];
        if (result.Classes.Count <= MostInHeatMap)
            report.Row(parts => parts
                .HeatMap($"{evaluation.BestBaseline}: per cent of each class's images (rows) that are taken for each class (columns), over all repetitions.",
                    result.Classes, evaluation.BaselineConfusion)
                .HeatMap($"{result.Candidate}: the same.", result.Classes, evaluation.Confusion!)
                .HeatMap("Second minus first, in points. Blue is more, orange is less: good on the diagonal when blue, beside it when orange.", result.Classes,
                    difference, isDifference: true));
        else
            report.Paragraph($"{result.Classes.Count} classes are too many to draw; report.json holds the matrices. The largest changes:");
        var changes = difference.SelectMany((row, r) => (row ?? []).Select((d, c) => (r, c, d))).Where(x => x.r != x.c && Math.Abs(x.d) >= 0.005)
            .OrderByDescending(x => Math.Abs(x.d)).Take(10).ToArray();
        if (changes.Length == 0) return;
        report.Details("The ten largest changes of confusions", parts => parts.Table(["class", "taken for", "points"],
            changes.Select(x => (IReadOnlyList<ReportCell>)[result.Classes[x.r], result.Classes[x.c], ReportCell.Figure(Text($"{100 * x.d:+0.0;−0.0}"))])));
    }

    private static void Settings(HtmlReport report, ComparisonResult result) =>
        report.Paragraph($"Settings were chosen on validation images: {result.Validation}.")
            .Details($"All {result.Settings.Count} settings that were tried", parts => parts.Table(["arm", "setting", "validation, %", "chosen"],
                result.Settings.Select(s => (IReadOnlyList<ReportCell>)
                    [s.Arm, s.Setting, ReportCell.Figure(s.Validation.ToString()), s.IsChosen ? "yes" : ""])));

    private static void Plan(HtmlReport report, ComparisonResult result) => report.Heading("Plan")
        .Paragraph($"Rows of {result.Candidate ?? result.BestBaseline} ({Chosen(result)}); the target is {result.Target} rows per class.")
        .Table(["class", "real", "made", "synthetic", "total"], result.Plan.Select(c => (IReadOnlyList<ReportCell>)
            [c.Class, Figure(c.Real), Figure(c.Made), Figure(c.Synthetic), Figure(c.Real + c.Made + c.Synthetic)]))
        .StackedBars("Training rows per class. Made: duplicates, changed copies, mixtures or points between real rows.", [.. result.Plan.Select(c => c.Class)],
            [
                new ChartSeries("real", [.. result.Plan.Select(c => (double)c.Real)]), new ChartSeries("made", [.. result.Plan.Select(c => (double)c.Made)]),
                new ChartSeries("synthetic", [.. result.Plan.Select(c => (double)c.Synthetic)]),
            ]);

    private static string Chosen(ComparisonResult result) => result.Arms.First(arm => arm.Name == (result.Candidate ?? result.BestBaseline)).Setting;

    private static void Pictures(HtmlReport report, ComparisonResult result, ComparisonPictures pictures) => report
        .Heading("Real and synthetic images")
        .Paragraph("One class per row: its first training images, and the first rows of the generator's seed 0. Nothing was picked.")
        .Table(["class", "real", "synthetic"], pictures.Samples.Select(s => (IReadOnlyList<ReportCell>)
        [
            s.Class, ReportCell.Picture(s.Real, $"real {s.Class}"),
            s.Synthetic is null ? "the generator lacks this class" : ReportCell.Picture(s.Synthetic, $"synthetic {s.Class}"),
        ]))
        .Heading("Truncation")
        .Paragraph("Truncation makes samples look better and more alike. A classifier needs them diverse; what it does with them stands in the last column.")
        .Table(["truncation", "recognised, %", "diversity, %", "validation, %"], result.Sweep.Select(t => (IReadOnlyList<ReportCell>)
        [
            t.Truncation, ReportCell.Figure(Text($"{t.Recognised:0.0}")), ReportCell.Figure(Text($"{t.Diversity:0}")),
            ReportCell.Figure(t.Validation is { } v ? Text($"{v:0.0}") : ""),
        ]))
        .Paragraph("Recognised: samples that a classifier trained on the real training images takes for their class "
            + $"({result.Sweep[0].Images} of each class). Diversity: the spread of pixels within a class, that of training images being 100. Validation: macro recall of the best arm that used this truncation.")
        .Picture(pictures.Truncations.Light, "The same random numbers along a row, truncation from none to strong.", pictures.Truncations.Dark)
        .Heading("Nearest training images")
        .Paragraph("Synthetic images beside the training images nearest to them in pixels, and the nearest of the evaluation images, "
            + "which the generator has never seen.")
        .Picture(pictures.Neighbours.Light, string.Join(' ', pictures.NeighbourNotes), pictures.Neighbours.Dark);

    private static IEnumerable<KeyValuePair<string, string>> Provenance(ComparisonResult result)
    {
        GeneratorManifest manifest = result.Generator;
        (string, string?)[] facts =
        [
            ("training images", $"{result.Training.Images} of {result.Training.Origin}"),
            ("their fingerprint", result.Training.Fingerprint),
            ("in a repetition", result.Selection),
            ("validation", result.Validation),
            .. result.Evaluations.SelectMany(e => new (string, string?)[]
                { ($"evaluation '{e.Name}'", $"{e.Images.Images} of {e.Images.Origin}"), ("their fingerprint", e.Images.Fingerprint) }),
            ("classifier", result.Classifier),
            ("features", result.Features),
            ("generator", manifest.Architecture),
            ("generators of repetitions", result.GeneratorTraining),
            ("generator trained on", manifest.DatasetFingerprint == result.Training.Fingerprint ? "these very training images and no others"
                : manifest.DatasetFingerprint is null ? "unknown data" : $"{manifest.DatasetOrigin}, fingerprint {manifest.DatasetFingerprint}"),
            ("images seen", manifest.ImagesSeen?.ToString(CultureInfo.InvariantCulture)),
            ("generator's seed", manifest.Seed?.ToString(CultureInfo.InvariantCulture)),
            ("generator written by", manifest.Tool),
            ("seeds", string.Join(", ", result.Seeds)),
            ("seconds of training and scoring", Text($"{result.Arms.DistinctBy(arm => arm.Setting).Sum(arm => arm.Seconds):0}")),
            ("program", result.Tool),
        ];
        return facts.Where(f => f.Item2 is not null).Select(f => KeyValuePair.Create(f.Item1, f.Item2!));
    }

    private static ReportCell Figure(long value) => ReportCell.Figure(value.ToString(CultureInfo.InvariantCulture));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
