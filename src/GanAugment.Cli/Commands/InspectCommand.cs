using System.CommandLine;
using System.Globalization;
using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Transforms;

namespace GanAugment.Cli.Commands;

/// <summary><c>ganaugment inspect</c>: what a data set or a generator is.</summary>
internal static class InspectCommand
{
    public static Command Create()
    {
        var what = new Argument<string>("PATH")
        {
            Description = $"A generator's .onnx file, a data set's path, or one of {string.Join(", ", NamedDatasets.Names)}.",
        };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Verb("inspect", "Show the classes, counts, shape and fingerprint of a data set, or what a generator says of itself.",
            "ganaugment inspect photos/train", "ganaugment inspect generator.onnx --json")
        {
            what, json,
        };
        var selection = new DataSelection(command, what);
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            string path = parsed.GetRequiredValue(what);
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)) Generator(path, parsed.GetValue(json), output);
            else Data(selection.Open(parsed, cancellation), parsed.GetValue(json), output);
            return ExitCode.Done;
        }, CancellationToken.None));
        return command;
    }

    private static void Data(ILabelledImageSource data, bool json, TextWriter output)
    {
        int[] counts = data.CountPerClass();
        string fingerprint = DatasetFingerprint.Compute(data);
        if (json)
        {
            output.WriteLine(JsonOutput.Write(new
            {
                Version = 1,
                Kind = "data",
                data.Origin,
                Shape = new { data.Shape.Channels, data.Shape.Height, data.Shape.Width },
                Images = data.Labels.Count,
                Classes = data.Classes.Select((name, c) => new { Name = name, Images = counts[c] }),
                Fingerprint = fingerprint,
            }));
            return;
        }

        Line(output, "data", data.Origin);
        Line(output, "shape", $"{data.Shape} (channels×height×width)");
        Line(output, "images", Number(data.Labels.Count));
        Line(output, "fingerprint", fingerprint);
        Line(output, "classes", Number(data.Classes.Count));
        int width = data.Classes.Max(c => c.Length);
        for (int c = 0; c < counts.Length; c++) output.WriteLine($"  {data.Classes[c].PadRight(width)}  {Number(counts[c]),8}");
    }

    private static void Generator(string path, bool json, TextWriter output)
    {
        using OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(path);
        GeneratorManifest manifest = generator.Manifest;
        if (json)
        {
            output.WriteLine(JsonOutput.Write(new { Version = 1, Kind = "generator", File = path, Manifest = manifest }));
            return;
        }

        Line(output, "generator", path);
        Line(output, "inputs", $"z float [N, {manifest.LatentSize}], y float [N, {manifest.Classes.Count}]"
            + (manifest.StatisticsSets is null ? "" : ", truncation float [N]"));
        Line(output, "output", $"image float [N, {manifest.Channels}, {manifest.Height}, {manifest.Width}] in [-1, 1]");
        Line(output, "architecture", manifest.Architecture);
        Line(output, "average weights", manifest.ExponentialMovingAverage is { } average ? average ? "yes" : "no" : null);
        Line(output, "statistics at", manifest.StandingStatisticsTruncation is { } truncation
            ? $"truncation {truncation}{(manifest.StandingStatisticsBatches is { } batches ? $", {batches} batches" : "")}" : null);
        Line(output, "statistics", manifest.StatisticsSets is { } sets ? $"{sets} truncations from 0 to 1, chosen by the input truncation" : null);
        Line(output, "trained on", manifest.DatasetOrigin);
        Line(output, "licence", manifest.DatasetLicence);
        Line(output, "fingerprint", manifest.DatasetFingerprint);
        Line(output, "images seen", manifest.ImagesSeen is { } seen ? Number(seen) : null);
        Line(output, "seed", manifest.Seed is { } seed ? Number(seed) : null);
        foreach (var (name, value) in manifest.Metrics ?? new Dictionary<string, double>())
            Line(output, "metric", FormattableString.Invariant($"{name} = {value:G6}"));
        Line(output, "directions", generator.Directions is { } directions
            ? $"{Number(directions.Count)} of {string.Join(", ", directions.Select(direction => direction.Layer).Distinct())}" : null);
        Line(output, "written by", manifest.Tool);
        Line(output, "classes", Number(manifest.Classes.Count));
        int width = manifest.Classes.Max(c => c.Length);
        for (int c = 0; c < manifest.Classes.Count; c++)
        {
            string images = manifest.TrainingImagesPerClass is { } counts ? Number(counts[c]) : "";
            output.WriteLine($"  {manifest.Classes[c].PadRight(width)}  {images,8}".TrimEnd());
        }
    }

    private static void Line(TextWriter output, string name, string? value)
    {
        if (value is not null) output.WriteLine($"{name,-16}{value}");
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
