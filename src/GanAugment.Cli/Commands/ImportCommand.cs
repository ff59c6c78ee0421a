using System.CommandLine;
using System.Globalization;
using GanAugment.Generation;
using GanAugment.Training.Import;
using GanAugment.Training.Networks;

namespace GanAugment.Cli.Commands;

/// <summary><c>ganaugment import</c>: a snapshot from another program's checkpoint, nothing of which is ever run.</summary>
internal static class ImportCommand
{
    // What the library calls an option, and what it is called here.
    private static readonly (string Property, string Flag)[] Spellings =
    [
        (nameof(ImportOptions.BatchNormEpsilon), "--bn-eps"), (nameof(ImportOptions.SpectralNormEpsilon), "--sn-eps"),
        (nameof(ImportOptions.Resolution), "--resolution"), (nameof(ImportOptions.AccumulatedStatistics), "--accumulated-statistics"),
        (nameof(ImportOptions.DiscriminatorDownsamplings), "--d-downsamplings"), (nameof(ImportOptions.ClassNames), "--classes"),
        (nameof(ImportOptions.StandingTruncation), "--truncation"),
    ];

    public static Command Create()
    {
        var source = new Argument<string>("SOURCE")
        {
            Description = "A .pth, .bin or .safetensors file of a BigGAN generator, or a folder with G_ema.pth, or with config.json and pytorch_model.bin.",
        };
        var folder = new Option<string>("--output", "-o") { Description = "The folder to write.", HelpName = "DIR", DefaultValueFactory = _ => "imported" };
        var discriminator = new Option<string?>("--discriminator") { Description = "The discriminator's file, to train on from here.", HelpName = "FILE" };
        var config = new Option<string?>("--config") { Description = "A Hugging Face model's config.json; beside the weights when not given.",
            HelpName = "FILE" };
        var classes = new Option<string?>("--classes") { Description = "A text file of class names, one a line, in the network's order.", HelpName = "FILE" };
        var batchNorm = new Option<double?>("--bn-eps", "--BN_eps") { Description = "The epsilon of its batch norms, which no checkpoint says.",
            HelpName = "EPS" };
        var spectralNorm = new Option<double?>("--sn-eps", "--SN_eps") { Description = "The epsilon of its spectral norm, which no checkpoint says.",
            HelpName = "EPS" };
        var resolution = new Option<int?>("--resolution") { Description = "The height of its images, where the blocks do not tell.", HelpName = "N" };
        var sums = new Option<bool?>("--accumulated-statistics") { Description = "Whether statistics with a counter are sums.", HelpName = "true|false" };
        var halvings = new Option<int?>("--d-downsamplings") { Description = "How many stages of the discriminator halve the size.", HelpName = "N" };
        Option<Truncation?> truncation = TruncationOption.CreateOptional("The truncation whose statistics stand, of a model with a set for each.");
        var force = new Option<bool>("--force") { Description = "Write into a folder that is not empty." };
        Option<bool> dryRun = DryRun.Create("Say what the checkpoint is, and write nothing.");
        var json = new Option<bool>("--json") { Description = "Print what was imported as JSON." };
        var command = new Verb("import", "Turn a checkpoint of ajbrock/BigGAN-PyTorch or of the Hugging Face BigGAN-deep into a generator to export or train on.",
            "ganaugment import biggan-deep-128 -o imported", "ganaugment import G_ema.pth -o imported --bn-eps 1e-5 --sn-eps 1e-6 --classes names.txt")
        {
            source, folder, discriminator, config, classes, batchNorm, spectralNorm, resolution, sums, halvings, truncation, force, dryRun, json,
        };
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            var options = new ImportOptions
            {
                Source = parsed.GetRequiredValue(source),
                Discriminator = parsed.GetValue(discriminator),
                Configuration = parsed.GetValue(config),
                ClassNames = parsed.GetValue(classes) is { } names ? ReadNames(names) : null,
                BatchNormEpsilon = parsed.GetValue(batchNorm),
                SpectralNormEpsilon = parsed.GetValue(spectralNorm),
                Resolution = parsed.GetValue(resolution),
                AccumulatedStatistics = parsed.GetValue(sums),
                DiscriminatorDownsamplings = parsed.GetValue(halvings),
                StandingTruncation = parsed.GetValue(truncation),
            };
            string target = Path.GetFullPath(parsed.GetRequiredValue(folder));
            bool dry = parsed.GetValue(dryRun);
            if (!dry) OutputFolder.RefuseUsed(target, "--output", parsed.GetValue(force) || IsUnfinished(target));
            ImportPlan plan = Spelled(() => dry ? CheckpointImporter.Plan(options) : Import(options, target, parsed.InvocationConfiguration.Error,
                cancellation));
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json)) output.WriteLine(JsonOutput.Write(Document(plan, dry ? null : target)));
            else Describe(plan, dry ? null : target, output);
            return ExitCode.Done;
        }, CancellationToken.None));
        return command;
    }

    private static ImportPlan Import(ImportOptions options, string target, TextWriter error, CancellationToken cancellation)
    {
        var progress = new ReadingLine(error);
        ImportPlan plan = CheckpointImporter.Import(options, target, progress, cancellation);
        progress.End();
        return plan;
    }

    // What an import leaves that was killed: weights, or half of them, and no description that names them.
    private static bool IsUnfinished(string folder) => Directory.Exists(folder)
        && Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry)).All(name => name.StartsWith("generator", StringComparison.Ordinal) && Path.GetExtension(name) is ".tmp" or ".safetensors");

    // The library asks for its own properties; a user of this program has options.
    private static ImportPlan Spelled(Func<ImportPlan> import)
    {
        try
        {
            return import();
        }
        catch (OptionException e)
        {
            string Spell(string text) => Spellings.Aggregate(text, (spelled, s) => spelled.Replace(s.Property, s.Flag, StringComparison.Ordinal));
            throw new OptionException(Spell(e.What), Spell(e.Origin), Spell(e.Remedy), e);
        }
    }

    private static string[] ReadNames(string file)
    {
        try
        {
            return [.. File.ReadAllLines(file).Select(line => line.Trim()).Where(line => line.Length > 0)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OptionException($"The class names cannot be read: {e.Message.TrimEnd('.')}.", $"They are in '{file}', given with --classes.",
                "Give a text file with one name a line.", e);
        }
    }

    private static object Document(ImportPlan plan, string? folder) => new
    {
        Version = 1,
        Folder = folder,
        Format = plan.Format.ToString(),
        plan.Generator,
        plan.Discriminator,
        Architecture = plan.Network.Architecture.ToString(),
        plan.Network,
        plan.GeneratorParameters,
        plan.DiscriminatorParameters,
        plan.StatisticsSets,
        StandingTruncation = plan.StandingTruncation.ToString(),
        plan.Classes,
    };

    private static void Describe(ImportPlan plan, string? folder, TextWriter output)
    {
        BigGanSpec network = plan.Network;
        void Line(string name, string value) => output.WriteLine($"{name,-16}{value}");
        Line("checkpoint", $"{plan.Generator} ({plan.Format})");
        Line("network", $"{(network.Architecture == BigGanArchitecture.BigGanDeep ? "BigGAN-deep" : "BigGAN")} {network.Resolution}×{network.Resolution}, "
            + $"channels {string.Join('-', network.GeneratorChannels)}, {Millions(plan.GeneratorParameters)} parameters");
        Line("latents", $"{network.LatentSize}{(network.Hierarchical ? ", hierarchical" : "")}");
        Line("class embedding", network.SharedEmbedding is { } size ? $"shared, {size}" : "a table per layer");
        if (network.GeneratorAttention is { } attention) Line("attention", $"at {attention}×{attention}");
        if (plan.StatisticsSets > 1) Line("statistics", $"{plan.StatisticsSets} truncations; standing at {plan.StandingTruncation}");
        Line("discriminator", plan.DiscriminatorParameters is { } count ? $"{Millions(count)} parameters" : "none");
        Line("classes", plan.Classes.Count.ToString(CultureInfo.InvariantCulture));
        if (folder is not null) Line("written to", $"{folder}; next: ganaugment export \"{folder}\"");
    }

    private static string Millions(long count) => FormattableString.Invariant($"{count / 1e6:0.00} million");

    private sealed class ReadingLine(TextWriter error) : IProgress<ImportProgress>
    {
        // A small file is read before anybody has seen a line.
        private const long WorthTelling = 10_000_000;

        private readonly ProgressLine line = new(error);

        public void Report(ImportProgress value)
        {
            if (value.Total >= WorthTelling)
                line.Count((long)(value.Read / 1e6), (long)(value.Total / 1e6), "million numbers");
        }

        public void End() => line.End();
    }
}
