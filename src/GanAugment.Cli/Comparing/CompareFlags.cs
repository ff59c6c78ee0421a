using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Training;
using GanAugment.Training.Features;
using GanAugment.Transforms;
using GanAugment.Transforms.Comparison;

namespace GanAugment.Cli.Comparing;

/// <summary>The options of <c>compare</c>.</summary>
internal sealed class CompareFlags
{
    private readonly Option<string> data = new("--data")
    {
        Description = "The training images: a path, a name, or \"letters --split train\".", HelpName = "DATA", Required = true,
    };

    private readonly Option<string> generator = new("--generator", "--model")
    {
        Description = "A generator's .onnx file for all repetitions; or a preset of train, or a training_options.json, to train one for each.",
        HelpName = "FILE|NAME", Required = true,
    };

    private readonly Option<string?> pool = new("--pool")
    {
        Description = "Other real images that baselines may learn from, as the generator did: for pseudo-labels, pretrained features and rows of their own.",
        HelpName = "DATA",
    };

    private readonly Option<string[]> tests = new("--test")
    {
        Description = "Images to judge on, [NAME=]DATA, or shifted:PIXELS or noisy:LEVELS of the first; may be repeated. "
            + "The test part of --data when not given.",
        HelpName = "DATA",
    };

    private readonly Option<string> validation = new("--validation")
    {
        Description = "Images to choose settings on: a share of the training images, or data of their own.", HelpName = "SHARE|DATA",
        DefaultValueFactory = _ => "0.2",
    };

    private readonly Option<string> classifier = new("--classifier")
    {
        Description = "logistic, cnn, or the .onnx file of a feature network; a colon and a number behind it for optimiser steps.", HelpName = "NAME[:STEPS]",
        DefaultValueFactory = _ => "logistic",
    };

    private readonly Option<double?> longTail = new("--long-tail")
    {
        Description = "Draw a long tail of the training images for every repetition: images of the first class over images of the last.", HelpName = "RATIO",
    };

    private readonly Option<int?> largest = new("--largest") { Description = "Images of the first class; all it has when not given.", HelpName = "N" };
    private readonly Option<string?> arms = ArmSelection.Create();
    private readonly Option<long[]?> seeds = NumberList.Create("--seeds",
        "Repetitions, such as 0-4: each draws images, rows and classifiers anew. 0-4 when not given.");
    private readonly Option<Truncation[]?> truncation = TruncationOption.CreateList();
    private readonly Option<bool> dropShared = new("--drop-shared")
    {
        Description = "Leave out test images that classifier or generator are trained on, instead of stopping.",
    };

    private readonly Option<string> outdir = new("--outdir", "-o")
    {
        Description = "The folder for report.html, report.json and results.jsonl, with which a comparison that was stopped goes on.", HelpName = "DIR",
        DefaultValueFactory = _ => "comparison",
    };

    private readonly Option<bool> dryRun = DryRun.Create("Check data and options, print the resolved plan, and stop.");
    private readonly Option<bool> json = new("--json") { Description = "Print the result as JSON." };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[data, generator, pool, tests, validation, classifier, longTail, largest, arms, seeds, truncation,
            dropShared, outdir, dryRun, json]) command.Add(option);
    }

    /// <summary>Whether nothing is to be trained.</summary>
    public bool IsDryRun(ParseResult parsed) => parsed.GetValue(dryRun);

    /// <summary>Whether the result is wanted as JSON.</summary>
    public bool IsJson(ParseResult parsed) => parsed.GetValue(json);

    /// <summary>Opens and resolves everything.</summary>
    /// <exception cref="OptionException">A value cannot work.</exception>
    public CompareRequest Read(ParseResult parsed, ProgressLine line, CancellationToken cancellation)
    {
        TextWriter error = parsed.InvocationConfiguration.Error;
        string folder = Path.GetFullPath(parsed.GetRequiredValue(outdir)), name = parsed.GetRequiredValue(data);
        ILabelledImageSource train = DataSelection.Open("--data", name, DatasetSplit.Train, error, cancellation);
        IReadOnlyList<EvaluationSet> sets = EvaluationOption.Open(parsed.GetValue(tests) ?? [], name, error, cancellation);
        var (share, own) = Validation(parsed.GetRequiredValue(validation), error, cancellation);
        ClassifierChoice chosen = ClassifierChoice.Parse(parsed.GetRequiredValue(classifier), cancellation);
        string given = parsed.GetRequiredValue(generator);
        bool isFile = given.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);
        OnnxConditionalGenerator? opened = isFile ? OnnxConditionalGenerator.Load(given) : null;
        KeptGenerators? trainer = isFile ? null : new KeptGenerators(TrainingFlags.Named("--generator", given), Path.Combine(folder, "generators"),
            new LineProgress<TrainingProgress>(line, Figures));
        ILabelledImageSource? others = parsed.GetValue(pool) is { } place ? DataSelection.Open("--pool", place, DatasetSplit.Train, error, cancellation) : null;
        KeptFeatures? features = others is null ? null : new KeptFeatures(others, folder,
            new LineProgress<FeatureNetworkProgress>(line, Figures), cancellation);
        bool subset = parsed.GetValue(longTail) is not null || parsed.GetValue(largest) is not null;
        return new CompareRequest(folder, train, sets, chosen, opened, features, new ComparisonOptions
        {
            Generator = opened,
            GeneratorTrainer = trainer,
            GeneratorTraining = trainer?.Description,
            Arms = ArmSelection.Of(parsed.GetValue(arms), Truncations(parsed, opened), others is not null),
            Pool = others,
            PoolFeatures = features,
            Seeds = parsed.GetValue(seeds) is { Length: > 0 } wanted ? wanted : [0, 1, 2, 3, 4],
            Subset = subset ? new TrainingSubset(parsed.GetValue(largest), parsed.GetValue(longTail) ?? 1) : null,
            Validation = own,
            ValidationShare = share,
            SharedImages = parsed.GetValue(dropShared) ? SharedImages.LeaveOut : SharedImages.Refuse,
            Features = chosen.Features,
            Classifier = chosen.Description,
            Folder = folder,
        });
    }

    private static (double Done, string Words) Figures(TrainingProgress value) => ((double)value.Step / value.Steps, value.Notice
        ?? FormattableString.Invariant($"generator: step {value.Step} of {value.Steps}, {value.ImagesPerSecond:0} images/s, ")
            + $"{ProgressLine.Left(value.Remaining)} left");

    private static (double Done, string Words) Figures(FeatureNetworkProgress value) => ((double)value.Step / value.Steps,
        FormattableString.Invariant($"features of the pool: step {value.Step} of {value.Steps}, {ProgressLine.Left(value.Remaining)} left"));

    private IReadOnlyList<Truncation> Truncations(ParseResult parsed, OnnxConditionalGenerator? opened) => parsed.GetValue(truncation) is { Length: > 0 } given
        ? given
        // A generator with statistics of several truncations has none for thresholds.
        : [Truncation.None, opened?.Manifest.StatisticsSets is null ? Truncation.Threshold(1) : Truncation.Scaled(0.5f)];

    private static (double Share, ILabelledImageSource? Own) Validation(string text, TextWriter error, CancellationToken cancellation) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double share) && !Path.Exists(text)
            ? (share, null) : (0, EvaluationOption.Judged("--validation", text, error, cancellation));
}
