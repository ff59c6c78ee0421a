using System.CommandLine;
using GanAugment.Evaluation;
using GanAugment.Generation;

namespace GanAugment.Cli;

/// <summary>The arguments of <c>evaluate</c>.</summary>
internal sealed class EvaluationFlags
{
    /// <summary>The value of <c>--features</c> that trains a network on the data.</summary>
    public const string Domain = "domain";

    private readonly Argument<string> model = new("GENERATOR") { Description = "A generator's .onnx file." };
    private readonly Option<string> data = new("--data")
    {
        Description = "The images it was trained on: a path, a name, or \"letters --long-tail 100\".", HelpName = "DATA", Required = true,
    };

    private readonly Option<string?> holdout = new("--holdout", "--held-out")
    {
        Description = "Real images that it never saw, to judge copies and for cas; the test part of a set that has one.", HelpName = "DATA",
    };

    private readonly Option<string> features = new("--features")
    {
        Description = "The feature network: domain (a small classifier trained on the data now), or an ONNX file, image [N, C, H, W] to features.",
        HelpName = "domain|FILE",
        DefaultValueFactory = _ => Domain,
    };

    private readonly Option<string?> published = new("--features-sha256")
    {
        Description = "The published SHA-256 of the feature network; where the file has it, distances are called FID and KID.", HelpName = "HASH",
    };

    private readonly Option<string[]> metrics = MetricNames.Create();
    private readonly Option<int> images = new("--images")
    {
        Description = "Generated and training images to compare, at most all training images.", HelpName = "N", DefaultValueFactory = _ => 10_000,
    };

    private readonly Option<int> audited = new("--audited")
    {
        Description = "Generated images among which copies are sought.", HelpName = "N", DefaultValueFactory = _ => 1000,
    };

    private readonly Option<Truncation> truncation = TruncationOption.Create();
    private readonly Option<long> seed = new("--seed") { Description = "Of latents, choices of images and the domain network.", HelpName = "SEED" };
    private readonly Option<int> steps = new("--steps")
    {
        Description = "Training steps of the domain network, and of cas's classifier.", HelpName = "N", DefaultValueFactory = _ => 1000,
    };

    private readonly Option<double?> largest = DistanceBound.Create();
    private readonly Option<string> output = new("--output", "-o")
    {
        Description = "The .json file to write.", HelpName = "FILE", DefaultValueFactory = _ => "evaluate.json",
    };

    private readonly Option<bool> force = new("--force") { Description = "Replace the file when it exists." };
    private readonly Option<bool> dryRun = DryRun.Create("Check data and options, print what would be measured, and write nothing.");
    private readonly Option<bool> json = new("--json") { Description = "Print the document, not the table." };

    /// <summary>Adds the arguments to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(model);
        foreach (Option option in (Option[])[data, holdout, features, published, metrics, images, audited, truncation, seed, steps, largest, output, force,
            dryRun, json]) command.Add(option);
    }

    /// <summary>The values.</summary>
    /// <exception cref="OptionException">Some do not go together.</exception>
    public EvaluationRequest Read(ParseResult parsed)
    {
        string file = Path.GetFullPath(parsed.GetRequiredValue(output)), network = parsed.GetRequiredValue(features);
        bool dry = parsed.GetValue(dryRun);
        if (!dry && File.Exists(file) && !parsed.GetValue(force))
            throw new OptionException("The file exists already.", $"It is '{file}', given with --output.", "Give another name, or --force to replace it.");
        string[] names = parsed.GetRequiredValue(metrics);
        bool cas = names.Contains(MetricNames.Cas);
        if (cas && parsed.GetValue(holdout) is null)
            throw new OptionException("The classification accuracy score is measured on real images that the generator never saw.",
                "--metrics cas was given without --holdout.", "Give held-out images with --holdout.");
        EvaluationMetrics measured = MetricNames.Of(names);
        return new EvaluationRequest
        {
            Model = parsed.GetRequiredValue(model),
            Data = parsed.GetRequiredValue(data),
            HeldOut = parsed.GetValue(holdout),
            Features = network == Domain ? null : network,
            IsPublished = Checked(network, parsed.GetValue(published)),
            Cas = cas,
            Steps = parsed.GetValue(steps),
            Bound = DistanceBound.Of(parsed.GetValue(largest), measured),
            Output = file,
            DryRun = dry,
            Json = parsed.GetValue(json),
            Options = new EvaluationOptions
            {
                Metrics = measured,
                Images = parsed.GetValue(images),
                AuditedImages = parsed.GetValue(audited),
                Seed = parsed.GetValue(seed),
                Truncation = parsed.GetValue(truncation),
            },
        };
    }

    // A figure is called FID only when the file is the one that others measure with.
    private static bool Checked(string network, string? hash)
    {
        if (hash is null) return false;
        if (network == Domain)
            throw new OptionException("A network that is trained on the data has no published hash.", "--features-sha256 was given without --features.",
                "Give the published file with --features.");
        if (!File.Exists(network))
            throw new GeneratorException("The feature network does not exist.", $"It was sought at '{network}'.", "Check the path given with --features.");
        string found = FileHash.Of(network);
        if (!string.Equals(found, hash, StringComparison.OrdinalIgnoreCase))
            throw new OptionException($"The feature network is not the published one: its SHA-256 is {found}.",
                $"The file is '{network}', and --features-sha256 says {hash}.",
                "Get the published file again, or leave the hash out and compare with your own figures only.");
        return true;
    }
}
