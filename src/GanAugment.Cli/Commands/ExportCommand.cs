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
        var flags = new ExportFlags();
        var command = new Verb("export",
            "Write a generator as one ONNX file for AugmentWithBigGan or any ONNX runtime, discriminator and model card beside it; or a PyTorch state dict.",
            "ganaugment export runs/mine -o generator.onnx", "ganaugment export runs/mine -o G_ema.pth --format pytorch");
        flags.AddTo(command);
        command.SetAction((parsed, _) => Task.Run(() => Export(flags.Read(parsed), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error),
            CancellationToken.None));
        return command;
    }

    private static int Export(ExportRequest request, TextWriter output, TextWriter error)
    {
        if (request.StateDict is { } format)
        {
            if (request.DryRun) Describe(request, [request.Output], output, error);
            else StateDict(request, format, output);
            return ExitCode.Done;
        }

        using DiscriminatorSnapshot? critic = request.IsAlone ? null : Critic(request.Source, request.Discriminator is not null, error);
        string beside = Path.GetFullPath(request.Discriminator ?? Path.Combine(Path.GetDirectoryName(request.Output)!, DiscriminatorOnnxExporter.FileName));
        if (critic is not null)
        {
            if (beside == request.Output)
                throw new OptionException("One file cannot hold both networks.", $"'{beside}' was given for both.", "Give two names.");
            request.Check(beside, request.Discriminator is null ? "beside --output" : "--discriminator");
        }

        if (request.DryRun)
        {
            Describe(request, critic is null ? [request.Output] : [request.Output, beside], output, error);
            return ExitCode.Done;
        }

        error.WriteLine("Exporting and comparing with the trained networks.");
        Onnx(request, critic, beside, output);
        GeneratorCard.Write(request.Output, GeneratorFile.Read(request.Output).Manifest, null, error);
        return ExitCode.Done;
    }

    private static void Describe(ExportRequest request, string[] files, TextWriter output, TextWriter error)
    {
        using GeneratorSnapshot snapshot = GeneratorSnapshot.Open(request.Source);
        SnapshotDescription description = snapshot.Description;
        error.WriteLine($"Would write '{string.Join("' and '", files)}'.");
        output.WriteLine(request.Json
            ? JsonOutput.Write(new { Version = 1, Files = files, Snapshot = snapshot.Origin, description.Network })
            : $"{description.Network.Classes} classes, {description.Network.Resolution}×{description.Network.Resolution}, from '{snapshot.Origin}'.");
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

    private static void Onnx(ExportRequest request, DiscriminatorSnapshot? critic, string beside, TextWriter output)
    {
        string path = request.Output;
        if (critic is null) GeneratorOnnxExporter.Export(request.Source, path, Generator, request.Licence);
        else PairOnnxExporter.Export(request.Source, path, critic, beside, Generator, OnnxDiscriminator.Load, request.Licence);
        GeneratorManifest manifest = GeneratorFile.Read(path).Manifest;
        if (request.Json)
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

    private static void StateDict(ExportRequest request, StateDictFormat format, TextWriter output)
    {
        StateDictExport exported = StateDictExporter.Export(request.Source, request.Output, format, request.Truncation);
        output.WriteLine(request.Json
            ? JsonOutput.Write(new { Version = 1, File = request.Output, Format = format.ToString(), exported.Arguments })
            : FormattableString.Invariant($"{exported.Bytes / 1e6:0.0} MB in '{request.Output}'. ")
                + $"The reference's {exported.Arguments.Model}.Generator loads it with {exported.Arguments.ToJson()}.");
    }
}
