using System.CommandLine;
using GanAugment.Generation;
using GanAugment.Training.Export;
using GanAugment.Training.Snapshots;
using GanAugment.Transforms;

namespace GanAugment.Cli.Commands;

/// <summary><c>ganaugment export</c>: ONNX files of a run's or an import's generator and discriminator, checked against the trained networks before they
/// appear, or the generator's weights for PyTorch.</summary>
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
        var discriminator = new Option<string?>("--discriminator")
        {
            Description = "The file for the discriminator, which tells filters how real an image is; discriminator.onnx beside the generator when not given.",
            HelpName = "FILE",
        };
        var alone = new Option<bool>("--no-discriminator") { Description = "Write the generator alone." };
        var force = new Option<bool>("--force") { Description = "Replace files that exist." };
        var licence = new Option<string?>("--data-licence") { Description = "The licence of the training images, for the manifest.", HelpName = "TEXT" };
        Option<Truncation?> truncation = TruncationOption.CreateOptional("The truncation whose statistics a state dict gets, of a model with a set for each.");
        Option<bool> dryRun = DryRun.Create("Say what would be exported, and write nothing.");
        var json = new Option<bool>("--json") { Description = "Print the manifest, or what the state dict is loaded with, as JSON." };
        var command = new Verb("export",
            "Write a generator as one ONNX file for AugmentWithBigGan or any ONNX runtime, discriminator and model card beside it; or a PyTorch state dict.",
            "ganaugment export runs/mine -o generator.onnx", "ganaugment export runs/mine -o G_ema.pth --format pytorch")
        {
            run, format, file, discriminator, alone, licence, truncation, force, dryRun, json,
        };
        command.SetAction((parsed, _) => Task.Run(() =>
        {
            string kind = parsed.GetRequiredValue(format), source = parsed.GetRequiredValue(run);
            string path = Path.GetFullPath(parsed.GetValue(file) ?? $"generator.{(kind == "pytorch" ? "pth" : kind)}");
            bool replace = parsed.GetValue(force);
            Check(path, "--output", replace);
            Truncation? statistics = parsed.GetValue(truncation);
            if (kind == "onnx" && statistics is not null)
                throw new OptionException("An ONNX file has the statistics of every truncation.", "It was given with --truncation.",
                    "Leave it out: the file's input 'truncation' chooses.");
            string? judge = parsed.GetValue(discriminator);
            bool judged = kind == "onnx" && !parsed.GetValue(alone);
            if (judge is not null && !judged)
                throw new OptionException("There is no discriminator to write.", "--discriminator was given for a state dict, or with --no-discriminator.",
                    "Give one of the two, with --format onnx.");
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (kind == "onnx")
            {
                string beside = Path.GetFullPath(judge ?? Path.Combine(Path.GetDirectoryName(path)!, DiscriminatorOnnxExporter.FileName));
                using DiscriminatorSnapshot? critic = judged ? Critic(source, judge is not null, parsed.InvocationConfiguration.Error) : null;
                if (critic is not null && beside == path)
                    throw new OptionException("One file cannot hold both networks.", $"'{path}' was given for both.", "Give two names.");
                if (critic is not null) Check(beside, judge is null ? "beside --output" : "--discriminator", replace);
                if (parsed.GetValue(dryRun)) return Describe(source, [path, .. critic is null ? (string[])[] : [beside]], parsed.GetValue(json), parsed);
                parsed.InvocationConfiguration.Error.WriteLine("Exporting and comparing with the trained networks.");
                Onnx(source, path, critic, beside, parsed.GetValue(licence), parsed.GetValue(json), output);
                GeneratorCard.Write(path, GeneratorFile.Read(path).Manifest, null, parsed.InvocationConfiguration.Error);
            }
            else
            {
                if (parsed.GetValue(dryRun)) return Describe(source, [path], parsed.GetValue(json), parsed);
                StateDict(source, path, kind == "pytorch" ? StateDictFormat.PyTorch : StateDictFormat.Safetensors, statistics, parsed.GetValue(json), output);
            }

            return ExitCode.Done;
        }, CancellationToken.None));
        return command;
    }

    private static int Describe(string source, string[] files, bool json, ParseResult parsed)
    {
        using GeneratorSnapshot snapshot = GeneratorSnapshot.Open(source);
        SnapshotDescription description = snapshot.Description;
        parsed.InvocationConfiguration.Error.WriteLine($"Would write '{string.Join("' and '", files)}'.");
        parsed.InvocationConfiguration.Output.WriteLine(json
            ? JsonOutput.Write(new { Version = 1, Files = files, Snapshot = snapshot.Origin, description.Network })
            : $"{description.Network.Classes} classes, {description.Network.Resolution}×{description.Network.Resolution}, from '{snapshot.Origin}'.");
        return ExitCode.Done;
    }

    private static void Check(string path, string option, bool replace)
    {
        if (File.Exists(path) && !replace)
            throw new OptionException("The file exists already.", $"It is '{path}', {option}.", "Give another name, or --force to replace it.");
    }

    private static DiscriminatorSnapshot? Critic(string source, bool isWanted, TextWriter notes)
    {
        try
        {
            return DiscriminatorSnapshot.Open(source) ?? (isWanted
                ? throw new OptionException("There is no discriminator to write.", $"'{source}' holds a generator alone.", "Leave --discriminator out.")
                : null);
        }
        catch (GeneratorException e) when (!isWanted)
        {
            // The generator may be sound all the same; where it is not, it says so itself.
            notes.WriteLine($"The discriminator is left out. {e.What}");
            return null;
        }
    }

    private static void Onnx(string source, string path, DiscriminatorSnapshot? critic, string beside, string? licence, bool json, TextWriter output)
    {
        if (critic is null) GeneratorOnnxExporter.Export(source, path, Generator, licence);
        else PairOnnxExporter.Export(source, path, critic, beside, Generator, OnnxDiscriminator.Load, licence);
        GeneratorManifest manifest = GeneratorFile.Read(path).Manifest;
        if (json)
        {
            output.WriteLine(JsonOutput.Write(new { Version = 1, File = path, Discriminator = critic is null ? null : beside, Manifest = manifest }));
            return;
        }

        output.WriteLine(FormattableString.Invariant($"{manifest.Classes.Count} classes of {manifest.Shape} images, {Megabytes(path):0.0} MB in '{path}'."));
        if (critic is null) return;
        string when = critic.Step is int step ? FormattableString.Invariant($" after step {step}") : "";
        output.WriteLine(FormattableString.Invariant($"Its discriminator{when}, {Megabytes(beside):0.0} MB in '{beside}'."));

        static IConditionalGenerator Generator(string candidate) => OnnxConditionalGenerator.Load(candidate);
        static double Megabytes(string file) => new FileInfo(file).Length / 1e6;
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
