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
    private readonly SeenImages plain;
    private readonly Lazy<SeenImages> onPool;
    private readonly Dictionary<string, float[][][]> drawn = [];
    private readonly Lazy<ITransformer> judge;

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
        Target = options.Target ?? DefaultTarget(counts);
        plain = See(new ComparedImages(own, options.Features), new ComparedImages(validation, options.Features));
        onPool = new Lazy<SeenImages>(() => See(Train.On(options.PoolFeatures!), Validation.On(options.PoolFeatures!)));
        judge = new Lazy<ITransformer>(() => Fit(plain.Maker.Make(new ArmSetting(Treatment.Oversampling), null)));
    }

    public ComparedImages Train => plain.Train;

    public ComparedImages Validation => plain.Validation;

    /// <summary>Rows per class to fill up to.</summary>
    public int Target { get; }

    /// <summary>A classifier trained on the real images with duplicates, for filters and for judging samples.</summary>
    public IImageClassifier Judge => new ModelOfRows(judge.Value, Train);

    /// <summary>The generator of this repetition; it is trained when it is first asked for.</summary>
    public IConditionalGenerator Generator => contest.GeneratorOf(seed, Train.Source);

    /// <summary>How many rows of each kind every class has in a setting.</summary>
    public ClassRows[] Plan(ArmSetting setting) => plain.Maker.Plan(setting);

    /// <summary>Trains a classifier and scores every set with it.</summary>
    public TrialRecord Run(ArmSetting setting)
    {
        var clock = Stopwatch.StartNew();
        SeenImages seen = SeenBy(setting);
        TrainingRows rows = seen.Maker.Make(setting, setting.Synthetic is { } use ? Drawn(use, setting.OnPoolFeatures) : null);
        ITransformer model = Fit(rows);
        var ml = new MLContext(0);
        ScoredImages validation = ScoredImages.Of(ml, model, seen.Validation);
        return new TrialRecord
        {
            Key = "",
            Seed = seed,
            Setting = setting.ToString(),
            Real = rows.Real,
            Made = rows.Made,
            Synthetic = rows.Synthetic,
            Validation = 100 * BalancedAccuracy.Of(validation.Predicted, Validation.Labels, Train.Classes.Count),
            Validated = contest.Data.Validation is null ? null : TrialRecord.Evaluated.Of(validation).Predicted,
            Evaluations = contest.EvaluationsSeenBy(setting)
                .ToDictionary(set => set.Name, set => TrialRecord.Evaluated.Of(ScoredImages.Of(ml, model, set.Images))),
            Seconds = clock.Elapsed.TotalSeconds,
        };
    }

    private SeenImages SeenBy(ArmSetting setting) => setting.OnPoolFeatures ? onPool.Value : plain;

    private SeenImages See(ComparedImages train, ComparedImages validation) =>
        new(train, validation, new RowMaker(train, Target, contest.Options.TrainerTakesWeights, seed, FromPool));

    private (float[][] Vectors, int[][] ByClass) FromPool(ArmSetting setting)
    {
        PoolOfImages pool = contest.Pool!;
        return (pool.SeenBy(setting), setting.Treatment == Treatment.PoolImages ? pool.Labelled(Train.Classes)
            : pool.TakenFor(judge.Value, Train.Classes, setting.Confidence));
    }

    private ITransformer Fit(TrainingRows rows)
    {
        var ml = new MLContext(unchecked((int)seed));
        return contest.Pipeline(ml, rows.Budget(seed)).Fit(rows.View(ml, seed));
    }

    // Once for all settings that differ in share and weight alone: a smaller share takes the first of the same images.
    private float[][][] Drawn(SyntheticUse use, bool onPoolFeatures)
    {
        string name = (onPoolFeatures ? "on features of the pool: " : "") + (use with { Share = 1, Weight = 1 });
        if (drawn.TryGetValue(name, out float[][][]? known)) return known;
        int[] wanted = plain.Maker.Wanted(use with { Share = contest.LargestShare(use) });
        float[][][] images = SyntheticImages.Draw(Train, Generator, wanted, use, () => Judge, seed, contest.Cancellation);
        contest.Data.RefuseJudged(images);
        return drawn[name] = [.. images.Select((onPoolFeatures ? onPool.Value : plain).Train.Represent)];
    }

    // Where classes are about equal, an arm that fills them up would add nothing.
    private static int DefaultTarget(int[] counts) => counts.Max() >= 1.5 * counts.Min() ? counts.Max() : 2 * counts.Max();
}
