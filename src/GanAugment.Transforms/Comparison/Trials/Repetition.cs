using System.Diagnostics;
using GanAugment.Data;
using GanAugment.Filtering;
using GanAugment.Generation;
using Microsoft.ML;

namespace GanAugment.Transforms.Comparison.Trials;

/// <summary>One seed: its training and validation images, and the classifiers that are trained on them.</summary>
internal sealed class Repetition
{
    private readonly Contest contest;
    private readonly long seed;
    private readonly RowMaker maker;
    private readonly Dictionary<string, float[][][]> drawn = [];
    private readonly Lazy<IImageClassifier> judge;

    public Repetition(Contest contest, long seed)
    {
        this.contest = contest;
        this.seed = seed;
        ComparisonOptions options = contest.Options;
        ILabelledImageSource own = options.Subset?.Draw(contest.Data.Train, seed) ?? contest.Data.Train;
        ILabelledImageSource validation = contest.Data.Validation!;
        if (contest.Data.Validation is null) (own, validation) = StratifiedSplit.HoldOut(own, options.ValidationShare, seed);
        int[] counts = own.CountPerClass();
        if (Array.IndexOf(counts, 0) is >= 0 and var none)
            throw new DatasetException($"Class '{own.Classes[none]}' has no training image in the repetition of seed {seed}.", $"The data is '{own.Origin}'.",
                "Give more images of the class, or a smaller ratio.");
        Train = new ComparedImages(own, options.Features);
        Validation = new ComparedImages(validation, options.Features);
        Target = options.Target ?? DefaultTarget(counts);
        maker = new RowMaker(Train, Target, options.TrainerTakesWeights, seed);
        judge = new Lazy<IImageClassifier>(() => new ModelOfRows(Fit(maker.Make(new ArmSetting(Treatment.Oversampling), null)), Train));
    }

    public ComparedImages Train { get; }

    public ComparedImages Validation { get; }

    /// <summary>Rows per class to fill up to.</summary>
    public int Target { get; }

    /// <summary>A classifier trained on the real images with duplicates, for filters and for judging samples.</summary>
    public IImageClassifier Judge => judge.Value;

    /// <summary>The generator of this repetition; it is trained when it is first asked for.</summary>
    public IConditionalGenerator Generator => contest.GeneratorOf(seed, Train.Source);

    /// <summary>How many rows of each kind every class has in a setting.</summary>
    public ClassRows[] Plan(ArmSetting setting) => maker.Plan(setting);

    /// <summary>Trains a classifier and scores every set with it.</summary>
    public TrialRecord Run(ArmSetting setting)
    {
        var clock = Stopwatch.StartNew();
        TrainingRows rows = maker.Make(setting, setting.Synthetic is { } use ? Drawn(use) : null);
        ITransformer model = Fit(rows);
        var ml = new MLContext(0);
        ScoredImages validation = ScoredImages.Of(ml, model, Validation);
        return new TrialRecord
        {
            Key = "",
            Seed = seed,
            Setting = setting.ToString(),
            Real = rows.Real,
            Made = rows.Made,
            Synthetic = rows.Synthetic,
            Validation = 100 * BalancedAccuracy.Of(validation.Predicted, Validation.Labels, Train.Classes.Count),
            Evaluations = contest.Evaluations.ToDictionary(set => set.Name, set => TrialRecord.Evaluated.Of(ScoredImages.Of(ml, model, set.Images))),
            Seconds = clock.Elapsed.TotalSeconds,
        };
    }

    private ITransformer Fit(TrainingRows rows)
    {
        var ml = new MLContext(unchecked((int)seed));
        return contest.Pipeline(ml, rows.Budget(seed)).Fit(rows.View(ml, seed));
    }

    // Once for all settings that differ in share and weight alone: a smaller share takes the first of the same images.
    private float[][][] Drawn(SyntheticUse use)
    {
        string name = (use with { Share = 1, Weight = 1 }).ToString();
        if (drawn.TryGetValue(name, out float[][][]? known)) return known;
        int[] wanted = maker.Wanted(use with { Share = contest.LargestShare(use) });
        float[][][] images = SyntheticImages.Draw(Train, Generator, wanted, use, () => Judge, seed, contest.Cancellation);
        contest.Data.RefuseJudged(images);
        return drawn[name] = [.. images.Select(Train.Represent)];
    }

    // Where classes are about equal, an arm that fills them up would add nothing.
    private static int DefaultTarget(int[] counts) => counts.Max() >= 1.5 * counts.Min() ? counts.Max() : 2 * counts.Max();
}
