using System.CommandLine;
using GanAugment.Data;
using GanAugment.Evaluation;
using GanAugment.Generation;
using GanAugment.Sampling;
using GanAugment.Transforms.Folders;

namespace GanAugment.Cli;

/// <summary>The arguments of <c>augment</c>.</summary>
internal sealed class AugmentFlags
{
    private readonly DataSelection data;
    private readonly Option<string> generator = new("--generator", "--model")
    {
        Description = "A generator's .onnx file, or a JSON file that names one for each class.", HelpName = "FILE", Required = true,
    };

    private readonly Option<string> outdir = new("--outdir", "-o")
    {
        Description = "The folder to write: a folder of PNG files per class, provenance.jsonl, and a card. It appears when it is complete.",
        HelpName = "DIR", Required = true,
    };

    private readonly Option<SamplingStrategy> strategy = StrategyOption.Create();
    private readonly Option<double?> share = new("--max-share")
    {
        Description = "The largest share of synthetic images in a class, 0 to 1; none when not given.", HelpName = "S",
    };

    private readonly Option<Truncation> truncation = TruncationOption.Create();
    private readonly Option<long> seed = new("--seed") { Description = "The seed of the latents: seed, class and row give the image.", HelpName = "SEED" };
    private readonly Option<FilterOption.Maker[]?> filters = FilterOption.Create();
    private readonly Option<bool> synthetic = new("--synthetic-only") { Description = "Leave the real images out, for a folder to lay beside them." };
    private readonly Option<string?> licence = new("--data-licence")
    {
        Description = "The licence of the real images, for the card; the generator's manifest says when not given.", HelpName = "TEXT",
    };

    private readonly Option<bool> force = new("--force") { Description = "Replace the folder when it holds something." };
    private readonly Option<bool> dryRun = DryRun.Create("Print how many images each class would get, and write nothing.");
    private readonly Option<bool> json = new("--json") { Description = "Print the result as JSON." };

    /// <param name="command">Gets the arguments.</param>
    public AugmentFlags(Command command)
    {
        data = new DataSelection(command);
        foreach (Option option in (Option[])[generator, outdir, strategy, share, truncation, seed, filters, synthetic, licence, force, dryRun, json])
            command.Add(option);
    }

    /// <summary>Opens the images and reads the values.</summary>
    /// <exception cref="OptionException">The folder must not be replaced.</exception>
    public AugmentRequest Read(ParseResult parsed, CancellationToken cancellation)
    {
        bool dry = parsed.GetValue(dryRun);
        string model = parsed.GetRequiredValue(generator), folder = Path.GetFullPath(parsed.GetRequiredValue(outdir));
        FilterOption.Maker[] makers = parsed.GetValue(filters) ?? [];
        ILabelledImageSource images = data.Open(parsed, cancellation);
        if (!dry) OutputFolder.RefuseReplaced(folder, "--outdir", parsed.GetValue(force), model, data.Name(parsed));
        var options = new AugmentedFolderOptions
        {
            ModelFile = model,
            Strategy = parsed.GetRequiredValue(strategy),
            MaximumSyntheticShare = parsed.GetValue(share),
            Truncation = parsed.GetValue(truncation),
            Seed = parsed.GetValue(seed),
            // What filters will let pass is not known before images are made.
            Filters = dry ? [] : [.. makers.Select(make => make(images.Classes))],
            SyntheticOnly = parsed.GetValue(synthetic),
            Licence = parsed.GetValue(licence),
            Evaluation = dry ? null : Measured(model),
        };
        return new AugmentRequest(images, folder, options)
        {
            IsFiltered = makers.Length > 0,
            Replaces = parsed.GetValue(force),
            DryRun = dry,
            Json = parsed.GetValue(json),
        };
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
}
