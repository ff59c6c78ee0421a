using System.CommandLine;
using System.Globalization;
using GanAugment.Filtering;
using GanAugment.Transforms.Folders;

namespace GanAugment.Cli.Commands;

/// <summary><c>ganaugment augment</c>: a folder of real and synthetic images, for classifiers that ML.NET does not train.</summary>
internal static class AugmentCommand
{
    public static Command Create()
    {
        var command = new Verb("augment",
            "Write a folder of training images in which a generator fills classes up, for a classifier in any tool. Split off test images before.",
            "ganaugment augment photos/train --generator generator.onnx -o balanced",
            "ganaugment augment photos/train --generator generator.onnx -o balanced --strategy up-to:500 --max-share 0.5 --filter near-copy --dry-run");
        var flags = new AugmentFlags(command);
        command.SetAction((parsed, cancellation) => Task.Run(() => Augment(flags.Read(parsed, cancellation), parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error, cancellation), CancellationToken.None));
        return command;
    }

    private static int Augment(AugmentRequest request, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        if (request.Options.Filters.Count > 0) error.WriteLine("Choosing images that pass the filters.");
        using AugmentedFolder augmented = AugmentedFolder.Prepare(request.Images, request.Options, error.WriteLine, cancellation);
        if (request.DryRun)
            error.WriteLine($"Would write {Number(augmented.Images)} images to '{request.Folder}'{(request.IsFiltered ? ", less what filters refuse" : "")}.");
        else if (!Write(augmented, request.Folder, request.Replaces, error, cancellation))
            return ExitCode.Cancelled;

        if (request.Json)
        {
            output.WriteLine(JsonOutput.Write(Document(augmented, request)));
            return ExitCode.Done;
        }

        output.WriteLine(augmented.Plan);
        if (augmented.Filters is { } report) output.WriteLine(report);
        if (!request.DryRun)
            output.WriteLine($"{Number(augmented.Images)} images in '{request.Folder}'; {AugmentedFolder.ProvenanceFile} says where each came from, "
                + $"{AugmentedFolder.CardFile} is the card.");
        return ExitCode.Done;
    }

    // False where it was cancelled.
    private static bool Write(AugmentedFolder augmented, string folder, bool force, TextWriter error, CancellationToken cancellation)
    {
        var progress = new WritingLine(new ProgressLine(error));
        try
        {
            augmented.Write(folder, force, progress, cancellation);
            progress.Line.End();
            return true;
        }
        catch (OperationCanceledException)
        {
            progress.Line.End();
            error.WriteLine($"Stopped with {Number(progress.Done)} of {Number(augmented.Images)} images written. The same command goes on from there.");
            return false;
        }
    }

    private static object Document(AugmentedFolder augmented, AugmentRequest request) => new
    {
        Version = 1,
        Folder = request.DryRun ? null : request.Folder,
        Generator = augmented.GeneratorFingerprint,
        Data = request.Images.Origin,
        Strategy = augmented.Plan.Strategy.ToString(),
        request.Options.MaximumSyntheticShare,
        Truncation = request.Options.Truncation.ToString(),
        request.Options.Seed,
        augmented.Images,
        Classes = augmented.Plan.Select((quota, c) => new { Name = quota.ClassName, Folder = augmented.Folders[c], quota.Real, quota.Synthetic }),
        Filters = augmented.Filters is { } report ? new { Names = report.Filters, Classes = (IEnumerable<ClassAcceptance>)report } : null,
    };

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed class WritingLine(ProgressLine line) : IProgress<AugmentedFolderProgress>
    {
        public ProgressLine Line => line;

        public long Done { get; private set; }

        public void Report(AugmentedFolderProgress value)
        {
            Done = value.Done;
            line.Count(value.Done, value.All, "images");
        }
    }
}
