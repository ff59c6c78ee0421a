using System.CommandLine;
using System.Globalization;
using GanAugment.Data;
using GanAugment.Evaluation;
using GanAugment.Filtering;
using GanAugment.Generation;
using GanAugment.Sampling;
using GanAugment.Transforms.Folders;

namespace GanAugment.Cli.Commands;

/// <summary><c>ganaugment augment</c>: a folder of real and synthetic images, for classifiers that ML.NET does not train.</summary>
internal static class AugmentCommand
{
    public static Command Create()
    {
        var generator = new Option<string>("--generator", "--model") { Description = "A generator's .onnx file, or a JSON file that names one for each class.",
            HelpName = "FILE", Required = true };
        var outdir = new Option<string>("--outdir", "-o")
        {
            Description = "The folder to write: a folder of PNG files per class, provenance.jsonl, and a card. It appears when it is complete.",
            HelpName = "DIR", Required = true,
        };
        Option<SamplingStrategy> strategy = StrategyOption.Create();
        var share = new Option<double?>("--max-share") { Description = "The largest share of synthetic images in a class, 0 to 1; none when not given.",
            HelpName = "S" };
        Option<Truncation> truncation = TruncationOption.Create();
        var seed = new Option<long>("--seed") { Description = "The seed of the latents: seed, class and row give the image.", HelpName = "SEED" };
        Option<FilterOption.Maker[]?> filters = FilterOption.Create();
        var synthetic = new Option<bool>("--synthetic-only") { Description = "Leave the real images out, for a folder to lay beside them." };
        var licence = new Option<string?>("--data-licence") { Description = "The licence of the real images, for the card; the generator's manifest says when not given.",
            HelpName = "TEXT" };
        var force = new Option<bool>("--force") { Description = "Replace the folder when it holds something." };
        Option<bool> dryRun = DryRun.Create("Print how many images each class would get, and write nothing.");
        var json = new Option<bool>("--json") { Description = "Print the result as JSON." };
        var command = new Verb("augment",
            "Write a folder of training images in which a generator fills classes up, for a classifier in any tool. Split off test images before.",
            "ganaugment augment photos/train --generator generator.onnx -o balanced",
            "ganaugment augment photos/train --generator generator.onnx -o balanced --strategy up-to:500 --max-share 0.5 --filter near-copy --dry-run");
        var data = new DataSelection(command);
        foreach (Option option in (Option[])[generator, outdir, strategy, share, truncation, seed, filters, synthetic, licence, force, dryRun, json]) command.Add(option);
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output, error = parsed.InvocationConfiguration.Error;
            bool dry = parsed.GetValue(dryRun);
            ILabelledImageSource images = data.Open(parsed, cancellation);
            var options = new AugmentedFolderOptions
            {
                ModelFile = parsed.GetRequiredValue(generator),
                Strategy = parsed.GetRequiredValue(strategy),
                MaximumSyntheticShare = parsed.GetValue(share),
                Truncation = parsed.GetValue(truncation),
                Seed = parsed.GetValue(seed),
                // What filters will let pass is not known before images are made.
                Filters = dry ? [] : [.. (parsed.GetValue(filters) ?? []).Select(make => make(images.Classes))],
                SyntheticOnly = parsed.GetValue(synthetic),
                Licence = parsed.GetValue(licence),
                Evaluation = dry ? null : Measured(parsed.GetRequiredValue(generator)),
            };
            string folder = Path.GetFullPath(parsed.GetRequiredValue(outdir));
            if (!dry) OutputFolder.RefuseReplaced(folder, "--outdir", parsed.GetValue(force), options.ModelFile, data.Name(parsed));
            if (options.Filters.Count > 0) error.WriteLine("Choosing images that pass the filters.");
            using AugmentedFolder augmented = AugmentedFolder.Prepare(images, options, error.WriteLine, cancellation);
            if (dry)
            {
                error.WriteLine($"Would write {Number(augmented.Images)} images to '{folder}'{(parsed.GetValue(filters) is { Length: > 0 } ? ", less what filters refuse" : "")}.");
            }
            else if (!Write(augmented, folder, parsed.GetValue(force), error, cancellation))
            {
                return ExitCode.Cancelled;
            }

            if (parsed.GetValue(json))
            {
                output.WriteLine(JsonOutput.Write(Document(augmented, options, images, dry ? null : folder)));
            }
            else
            {
                output.WriteLine(augmented.Plan);
                if (augmented.Filters is { } report) output.WriteLine(report);
                if (!dry) output.WriteLine($"{Number(augmented.Images)} images in '{folder}'; {AugmentedFolder.ProvenanceFile} says where each came from, {AugmentedFolder.CardFile} is the card.");
            }

            return ExitCode.Done;
        }, CancellationToken.None));
        return command;
    }

    // What evaluate found out about this very generator, where its document lies beside it; another's figures would be false.
    private static EvaluationResult? Measured(string generator)
    {
        string document = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(generator))!, "evaluate.json");
        if (!File.Exists(document) || !File.Exists(generator)) return null;
        try
        {
            EvaluationResult result = EvaluationResult.Parse(File.ReadAllText(document), document);
            return result.GeneratorSha256 == FileHash.Of(generator) ? result : null;
        }
        catch (Exception e) when (e is OptionException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
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

    private static object Document(AugmentedFolder augmented, AugmentedFolderOptions options, ILabelledImageSource images, string? folder) => new
    {
        Version = 1,
        Folder = folder,
        Generator = augmented.GeneratorFingerprint,
        Data = images.Origin,
        Strategy = augmented.Plan.Strategy.ToString(),
        options.MaximumSyntheticShare,
        Truncation = options.Truncation.ToString(),
        options.Seed,
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
