using System.Globalization;
using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Reporting;
using GanAugment.Sampling;
using GanAugment.Transforms.Comparison;

namespace ClassifierAugmentation;

/// <summary>The report: verdict, tables, charts, real and synthetic images side by side, settings.</summary>
internal static class ReportPage
{
    private const int ImagesPerClass = 7;
    private const long PictureSeed = 0;

    /// <summary>Makes the report.</summary>
    public static HtmlReport Make(LongTailedData data, IConditionalGenerator generator, string generatorFile, SamplingPlan plan, Classifier classifier,
        ComparisonResult result)
    {
        var report = new HtmlReport("Does BigGAN augmentation help this classifier?", $"{data.Title} · {classifier.Description} · {Seeds(result)}");
        foreach (string verdict in result.Verdicts) report.Callout(verdict);
        return report
            .Paragraph(result.Caveat)
            .Heading("Balanced accuracy on real test images")
            .Table(["arm", "real", "duplicates", "synthetic", "balanced accuracy, %", "against none", $"against {result.BestBaseline}"],
                result.Arms.Select(ArmRow))
            .Paragraph("Mean ± standard deviation over seeds; differences in points with 95 % intervals. " +
                "Every arm takes the same number of optimiser steps, with the same L2 per unit of weight.")
            .Dots("Balanced accuracy in per cent. The axis does not begin at zero; whiskers are one standard deviation over seeds.",
                [.. result.Arms.Select(a => a.Arm.Name)], [Accuracy(result)])
            .Dots("Recall per class in per cent, mean over seeds; the classes grow rarer from top to bottom.", result.Classes,
                [.. result.Arms.Select(a => new ChartSeries(a.Arm.Name, [.. a.Recalls.Select(r => r?.Mean ?? double.NaN)]))], "0")
            .Heading("What the arms are")
            .Facts(result.Arms.Select(a => KeyValuePair.Create(a.Arm.Name, a.Arm.Description)))
            .Heading("Plan")
            .Table(["class", "real", "synthetic", "total"],
                plan.Select(q => (IReadOnlyList<ReportCell>)[q.ClassName, Figure(q.Real), Figure(q.Synthetic), Figure(q.Total)]))
            .StackedBars("Training images per class when every deficit is filled with synthetic images.", [.. plan.Select(q => q.ClassName)],
                [new ChartSeries("real", [.. plan.Select(q => (double)q.Real)]), new ChartSeries("synthetic", [.. plan.Select(q => (double)q.Synthetic)])])
            .Heading("Real and synthetic images")
            .Paragraph($"One class per row: the first {ImagesPerClass} training images, and the generator's first {ImagesPerClass} rows. Nothing was picked.")
            .Table(["class", "real", "synthetic"], Samples(data.Train, generator))
            .Heading("Settings and provenance")
            .Facts(Settings(data, generatorFile, classifier, result));
    }

    private static ChartSeries Accuracy(ComparisonResult result) => new("balanced accuracy",
        [.. result.Arms.Select(a => a.BalancedAccuracy.Mean)], [.. result.Arms.Select(a => a.BalancedAccuracy.Deviation)]);

    private static IReadOnlyList<ReportCell> ArmRow(ArmResult arm) =>
    [
        arm.Arm.Name, Figure(arm.Real), Figure(arm.Duplicates), Figure(arm.Synthetic), ReportCell.Figure(arm.BalancedAccuracy.ToString()),
        ReportCell.Figure(arm.AgainstNone?.ToString() ?? ""), ReportCell.Figure(arm.AgainstBestBaseline?.ToString() ?? ""),
    ];

    private static IEnumerable<IReadOnlyList<ReportCell>> Samples(ILabelledImageSource train, IConditionalGenerator generator)
    {
        var sampler = new ConditionalSampler(generator, PictureSeed);
        int length = train.Shape.Length;
        var synthetic = new float[ImagesPerClass * length]; // [N, C, H, W]
        for (int c = 0; c < train.Classes.Count; c++)
        {
            int[] chosen = [.. Enumerable.Range(0, train.Labels.Count).Where(i => train.Labels[i] == c).Take(ImagesPerClass)];
            var real = new byte[chosen.Length * length]; // [N, C, H, W]
            for (int n = 0; n < chosen.Length; n++) train.Read(chosen[n], real.AsSpan(n * length, length));
            var left = new ContactSheet(train.Shape, gap: 1, scale: 2);
            left.AddRow(real);
            int generated = generator.Manifest.Classes.ToList().IndexOf(train.Classes[c]);
            if (generated < 0)
            {
                yield return [train.Classes[c], ReportCell.Picture(left.ToPng(), $"real {train.Classes[c]}"), "the generator lacks this class"];
                continue;
            }

            sampler.Sample(generated, 0, ImagesPerClass, synthetic);
            var right = new ContactSheet(train.Shape, gap: 1, scale: 2);
            right.AddRow(synthetic);
            yield return [train.Classes[c], ReportCell.Picture(left.ToPng(), $"real {train.Classes[c]}"),
                ReportCell.Picture(right.ToPng(), $"synthetic {train.Classes[c]}")];
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Settings(LongTailedData data, string generatorFile, Classifier classifier, ComparisonResult result)
    {
        GeneratorManifest manifest = result.Generator;
        (string, string?)[] facts =
        [
            ("training images", $"{result.Training.Images} of {result.Training.Origin}"),
            ("long tail", $"{data.Largest} to {data.Largest / data.Ratio:0} per class, selection seed {LongTailedData.SelectionSeed}"),
            ("their fingerprint", result.Training.Fingerprint),
            ("test images", $"{result.Test.Images} of {result.Test.Origin}"),
            ("their fingerprint", result.Test.Fingerprint),
            ("generator", Path.GetFileName(generatorFile)),
            ("architecture", manifest.Architecture),
            ("trained on", manifest.DatasetFingerprint == result.Training.Fingerprint ? "these very training images and no others"
                : $"{manifest.DatasetOrigin}, fingerprint {manifest.DatasetFingerprint}"),
            ("images seen", manifest.ImagesSeen?.ToString(CultureInfo.InvariantCulture)),
            ("generator's seed", manifest.Seed?.ToString(CultureInfo.InvariantCulture)),
            ("truncation", result.Truncation),
            ("classifier", classifier.Description),
            ("seeds", string.Join(", ", result.Seeds)),
            ("program", typeof(HtmlReport).Assembly.GetName() is { } name ? $"{name.Name} {name.Version?.ToString(3)}" : null),
        ];
        return facts.Where(f => f.Item2 is not null).Select(f => KeyValuePair.Create(f.Item1, f.Item2!));
    }

    private static string Seeds(ComparisonResult result) => result.Seeds.Count == 1 ? "1 seed" : $"{result.Seeds.Count} seeds";

    private static ReportCell Figure(long value) => ReportCell.Figure(value.ToString(CultureInfo.InvariantCulture));
}
