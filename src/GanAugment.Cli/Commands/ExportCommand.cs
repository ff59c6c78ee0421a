using System.CommandLine;
using GanAugment.Training.Export;
using GanAugment.Transforms;

namespace GanAugment.Cli.Commands;

/// <summary><c>ganaugment export</c>: one .onnx file from a run, checked against the trained network before it appears.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "A run's folder (its best snapshot is taken), or the .json file of one of its snapshots." };
        var file = new Option<string>("--output", "-o") { Description = "The file to write.", HelpName = "FILE", DefaultValueFactory = _ => "generator.onnx" };
        var force = new Option<bool>("--force") { Description = "Replace the file when it exists." };
        var licence = new Option<string?>("--data-licence") { Description = "The licence of the training images, for the manifest.", HelpName = "TEXT" };
        var json = new Option<bool>("--json") { Description = "Print the manifest as JSON." };
        var command = new Command("export", "Write a run's generator as one ONNX file, for AugmentWithBigGan or any ONNX runtime.")
        {
            run, file, licence, force, json,
        };
        command.SetAction((parsed, _) => Task.Run(() =>
        {
            string path = Path.GetFullPath(parsed.GetRequiredValue(file));
            if (File.Exists(path) && !parsed.GetValue(force))
                throw new OptionException("The file exists already.", $"It is '{path}', given with --output.", "Give another name, or --force to replace it.");
            parsed.InvocationConfiguration.Error.WriteLine("Exporting and comparing with the trained network.");
            GeneratorOnnxExporter.Export(parsed.GetRequiredValue(run), path, candidate => OnnxConditionalGenerator.Load(candidate), parsed.GetValue(licence));
            using OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(path);
            parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(json)
                ? JsonOutput.Write(new { Version = 1, File = path, generator.Manifest })
                : FormattableString.Invariant(
                    $"{generator.Manifest.Classes.Count} classes of {generator.Manifest.Shape} images, {new FileInfo(path).Length / 1e6:0.0} MB in '{path}'."));
            return ExitCode.Done;
        }, CancellationToken.None));
        return command;
    }
}
