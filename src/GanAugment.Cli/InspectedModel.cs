using System.Globalization;
using GanAugment.Generation;
using GanAugment.Transforms;

namespace GanAugment.Cli;

/// <summary>What a generator file is, printed.</summary>
internal static class InspectedModel
{
    /// <param name="path">The ONNX file.</param>
    /// <param name="manifestFile">The file with its manifest; null where it has one.</param>
    /// <param name="json">Whether to print JSON.</param>
    /// <param name="output">Where to.</param>
    public static void Show(string path, string? manifestFile, bool json, TextWriter output)
    {
        GeneratorFile file = GeneratorFile.Read(path, manifestFile is null ? null : Read(manifestFile));
        GeneratorManifest manifest = file.Manifest;
        string kind = manifest.Graph?.Source is null ? "generator" : "translator";
        if (json)
        {
            output.WriteLine(JsonOutput.Write(new { Version = 1, Kind = kind, File = path, file.Inputs, file.Output, Manifest = manifest }));
            return;
        }

        Line(output, kind, path);
        Line(output, "manifest", manifestFile);
        Line(output, "inputs", string.Join(", ", file.Inputs));
        Line(output, "output", file.Output);
        Line(output, "architecture", manifest.Architecture);
        Line(output, "average weights", manifest.ExponentialMovingAverage is { } average ? average ? "yes" : "no" : null);
        Line(output, "statistics at", manifest.StandingStatisticsTruncation is { } truncation
            ? $"truncation {truncation}{(manifest.StandingStatisticsBatches is { } batches ? $", {batches} batches" : "")}" : null);
        Line(output, "statistics", manifest.StatisticsSets is { } sets ? $"{sets} truncations from 0 to 1, chosen by the input truncation" : null);
        Line(output, "discriminator", manifest.Discriminator);
        Line(output, "translates", manifest.Graph is { Source: not null, SourceClasses: { } sources } ? string.Join(", ", sources) : null);
        Line(output, "trained on", manifest.DatasetOrigin);
        Line(output, "licence", manifest.DatasetLicence);
        Line(output, "fingerprint", manifest.DatasetFingerprint);
        Line(output, "images seen", manifest.ImagesSeen is { } seen ? Number(seen) : null);
        Line(output, "seed", manifest.Seed is { } seed ? Number(seed) : null);
        foreach (var (name, value) in manifest.Metrics ?? new Dictionary<string, double>())
            Line(output, "metric", FormattableString.Invariant($"{name} = {value:G6}"));
        Line(output, "directions", file.Directions is { } directions
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

    /// <summary>One line: a name and what it is; nothing where that is not known.</summary>
    public static void Line(TextWriter output, string name, string? value)
    {
        if (value is not null) output.WriteLine($"{name,-16}{value}");
    }

    /// <summary>A number as it is in files.</summary>
    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static GeneratorManifest Read(string path)
    {
        try
        {
            return GeneratorManifest.Parse(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OptionException($"The manifest cannot be read: {e.Message.TrimEnd('.')}.", $"'{path}' was given with --manifest.",
                "Give the JSON file that was written for the model.", e);
        }
    }
}
