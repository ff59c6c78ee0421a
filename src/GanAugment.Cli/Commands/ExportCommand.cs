using System.CommandLine;
using GanAugment.Generation;
using GanAugment.Training.Export;
using GanAugment.Transforms;

namespace GanAugment.Cli.Commands;

/// <summary><c>ganaugment export</c>: one file from a run or an import: ONNX, checked against the trained network before it appears, or its weights for
/// PyTorch.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("RUN")
        {
            Description = "A run's folder (its best snapshot is taken), a folder that import wrote, or the .json file of a snapshot.",
        };
        var format = new Option<string>("--format")
        {
            Description = "onnx, to generate with; safetensors or pytorch (.pth), a state dict with the names of ajbrock/BigGAN-PyTorch.",
            HelpName = "onnx|safetensors|pytorch",
            DefaultValueFactory = _ => "onnx",
        };
        format.AcceptOnlyFromAmong("onnx", "safetensors", "pytorch");
        var file = new Option<string?>("--output", "-o") { Description = "The file to write; generator.onnx and so on when not given.", HelpName = "FILE" };
        var force = new Option<bool>("--force") { Description = "Replace the file when it exists." };
        var licence = new Option<string?>("--data-licence") { Description = "The licence of the training images, for the manifest.", HelpName = "TEXT" };
        Option<Truncation?> truncation = TruncationOption.CreateOptional("The truncation whose statistics a state dict gets, of a model with a set for each.");
        var json = new Option<bool>("--json") { Description = "Print the manifest, or what the state dict is loaded with, as JSON." };
        var command = new Verb("export", "Write a generator as one ONNX file, for AugmentWithBigGan or any ONNX runtime, or as a state dict for PyTorch.",
            "ganaugment export runs/mine -o generator.onnx", "ganaugment export runs/mine -o G_ema.pth --format pytorch")
        {
            run, format, file, licence, truncation, force, json,
        };
        command.SetAction((parsed, _) => Task.Run(() =>
        {
            string kind = parsed.GetRequiredValue(format), source = parsed.GetRequiredValue(run);
            string path = Path.GetFullPath(parsed.GetValue(file) ?? $"generator.{(kind == "pytorch" ? "pth" : kind)}");
            if (File.Exists(path) && !parsed.GetValue(force))
                throw new OptionException("The file exists already.", $"It is '{path}', given with --output.", "Give another name, or --force to replace it.");
            Truncation? statistics = parsed.GetValue(truncation);
            if (kind == "onnx" && statistics is not null)
                throw new OptionException("An ONNX file has the statistics of every truncation.", "It was given with --truncation.",
                    "Leave it out: the file's input 'truncation' chooses.");
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (kind == "onnx")
            {
                parsed.InvocationConfiguration.Error.WriteLine("Exporting and comparing with the trained network.");
                Onnx(source, path, parsed.GetValue(licence), parsed.GetValue(json), output);
            }
            else
            {
                StateDict(source, path, kind == "pytorch" ? StateDictFormat.PyTorch : StateDictFormat.Safetensors, statistics, parsed.GetValue(json), output);
            }

            return ExitCode.Done;
        }, CancellationToken.None));
        return command;
    }

    private static void Onnx(string source, string path, string? licence, bool json, TextWriter output)
    {
        GeneratorOnnxExporter.Export(source, path, candidate => OnnxConditionalGenerator.Load(candidate), licence);
        using OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(path);
        output.WriteLine(json
            ? JsonOutput.Write(new { Version = 1, File = path, generator.Manifest })
            : FormattableString.Invariant(
                $"{generator.Manifest.Classes.Count} classes of {generator.Manifest.Shape} images, {new FileInfo(path).Length / 1e6:0.0} MB in '{path}'."));
    }

    private static void StateDict(string source, string path, StateDictFormat format, Truncation? truncation, bool json, TextWriter output)
    {
        StateDictExport exported = StateDictExporter.Export(source, path, format, truncation);
        output.WriteLine(json
            ? JsonOutput.Write(new { Version = 1, File = path, Format = format.ToString(), exported.Arguments })
            : FormattableString.Invariant($"{exported.Bytes / 1e6:0.0} MB in '{path}'. ")
                + $"The reference's {exported.Arguments.Model}.Generator loads it with {exported.Arguments.ToJson()}.");
    }
}
