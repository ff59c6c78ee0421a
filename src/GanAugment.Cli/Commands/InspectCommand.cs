using System.CommandLine;
using GanAugment.Data;
using static GanAugment.Cli.InspectedModel;

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
        var manifest = new Option<string?>("--manifest")
        {
            Description = "A manifest written by hand for an .onnx file of another program; says whether the two fit together.", HelpName = "FILE",
        };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Verb("inspect", "Show the classes, counts, shape and fingerprint of a data set, or what a generator says of itself.",
            "ganaugment inspect photos/train", "ganaugment inspect generator.onnx --json")
        {
            what, manifest, json,
        };
        var selection = new DataSelection(command, what);
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            string path = parsed.GetRequiredValue(what);
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)) Show(path, parsed.GetValue(manifest), parsed.GetValue(json), output);
            else if (parsed.GetValue(manifest) is { } beside)
                throw new OptionException("Only an ONNX file has a manifest.", $"'{beside}' was given with --manifest, and '{path}' is none.",
                    "Name the .onnx file that the manifest is for.");
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
}
