using GanAugment.Data;
using GanAugment.Generation;
using Microsoft.ML;

namespace GanAugment.Transforms.Comparison.Trials;

/// <summary>The comparison itself: the baselines of every seed, the choice of the best, then everything that uses the generator, then the judgement.</summary>
internal sealed class Contest : IDisposable
{
    private readonly IProgress<ComparisonProgress>? progress;
    private readonly Dictionary<long, IConditionalGenerator> trained = [];
    private readonly Lazy<(string Name, ComparedImages Images)[]> onPool;
    private bool isTold;

    public Contest(
        CheckedData data, ComparisonOptions options, Func<MLContext, TrainingBudget, IEstimator<ITransformer>> pipeline,
        IProgress<ComparisonProgress>? progress, CancellationToken cancellation)
    {
        Data = data;
        Options = options;
        Pipeline = pipeline;
        Cancellation = cancellation;
        this.progress = progress;
        Evaluations = [.. data.Evaluations.Select(e => (e.Set.Name, new ComparedImages(e.Set.Images, options.Features)))];
        onPool = new(() => [.. Evaluations.Select(set => (set.Name, set.Images.On(options.PoolFeatures!)))]);
        Pool = data.Pool is { } pool ? new PoolOfImages(pool, options) : null;
    }

    public CheckedData Data { get; }

    public ComparisonOptions Options { get; }

    public Func<MLContext, TrainingBudget, IEstimator<ITransformer>> Pipeline { get; }

    public CancellationToken Cancellation { get; }

    public IReadOnlyList<(string Name, ComparedImages Images)> Evaluations { get; }

    /// <summary>What some baselines may learn from; null where there is none.</summary>
    public PoolOfImages? Pool { get; }

    /// <summary>The evaluation images as the classifiers of a setting see them.</summary>
    public IReadOnlyList<(string Name, ComparedImages Images)> EvaluationsSeenBy(ArmSetting setting) => setting.OnPoolFeatures ? onPool.Value : Evaluations;

    public ComparisonResult Run()
    {
        var log = new TrialLog(Options.Folder, ComparisonKey.Of(Data, Options));
        var clock = new ClockOfTrials(Total, progress);

        // The baselines first: which of them is best decides what is built on.
        ResolvedArm[] baselines = Baselines();
        Try(baselines, log, clock);
        baselines = [.. baselines.Select(arm => arm.Choose(setting => Validation(log, setting)))];
        ResolvedArm best = baselines.MaxBy(arm => Validation(log, arm.Chosen!))!;

        // What uses the generator, by itself and on top of the best baseline.
        ResolvedArm[] augmented =
            [.. Users.Select(a => a.OnBestBaseline.Count == 0 ? ResolvedArm.Of(a, Weights) : ResolvedArm.On(best, a, Weights))
                .Where(a => a.Settings.Count > 0)];
        Try(augmented, log, clock);
        augmented = [.. augmented.Select(arm => arm.Choose(setting => Validation(log, setting)))];
        ResolvedArm? candidate = augmented.MaxBy(arm => Validation(log, arm.Chosen!));
        clock.Tell((candidate ?? best).Name, Options.Seeds[^1]);

        ComparisonGate? gate = candidate is null ? null
            : ComparisonGate.Of(candidate, best, setting => [.. Options.Seeds.Select(seed => log.Find(seed, setting)!)], Data.Validation?.Labels,
                Data.Train.Classes.Count);

        // Only now are the evaluation images looked at.
        ResolvedArm[] gated = gate is null ? [] : [ResolvedArm.Gated(gate.IsOpen ? candidate! : best)];
        return new Judgement(this, log).Of([.. baselines, .. augmented, .. gated], best, candidate) with { Gate = gate };
    }

    /// <summary>The generator of a repetition: the one given, or one trained on its images, once.</summary>
    public IConditionalGenerator GeneratorOf(long seed, ILabelledImageSource train)
    {
        if (Options.Generator is { } given) return given;
        if (!trained.TryGetValue(seed, out IConditionalGenerator? own)) trained[seed] = own = Options.GeneratorTrainer!.Train(train, Cancellation);
        return own;
    }

    /// <summary>The largest share that any setting wants of images drawn and filtered like these.</summary>
    public double LargestShare(SyntheticUse like) => Options.Arms
        .SelectMany(a => a.OnBestBaseline.Concat(a.Settings.Select(s => s.Synthetic).OfType<SyntheticUse>()))
        .Where(use => use with { Share = 1, Weight = 1 } == like with { Share = 1, Weight = 1 }).Max(use => use.Share);

    /// <summary>Makes a repetition's rows available.</summary>
    public Repetition Repeat(long seed)
    {
        var repetition = new Repetition(this, seed);
        if (!isTold) Data.CheckRepetition(repetition.Train.Source, repetition.Validation.Source);
        isTold = true;
        return repetition;
    }

    public void Dispose()
    {
        foreach (IConditionalGenerator own in trained.Values) own.Dispose();
    }

    private void Try(ResolvedArm[] arms, TrialLog log, ClockOfTrials clock)
    {
        foreach (long seed in Options.Seeds)
        {
            // A repetition of which everything is known already need not be made.
            var repetition = new Lazy<Repetition>(() => Repeat(seed));
            foreach (ResolvedArm arm in arms)
                foreach (ArmSetting setting in arm.Settings)
                {
                    Cancellation.ThrowIfCancellationRequested();
                    clock.Tell(arm.Name, seed);
                    bool before = log.Find(seed, setting) is not null;
                    if (!before) log.Add(repetition.Value.Run(setting));
                    clock.Done(before);
                }
        }
    }

    /// <summary>What will be done; nothing is trained.</summary>
    public ComparisonPlan Plan()
    {
        var log = new TrialLog(Options.Folder, ComparisonKey.Of(Data, Options));
        ResolvedArm[] known = [.. Baselines(), .. Users.Select(a => ResolvedArm.Of(a, Weights))];
        Repetition first = Repeat(Options.Seeds[0]);
        int[] perClass = first.Train.Source.CountPerClass();
        return new ComparisonPlan
        {
            Key = log.Key,
            Training = Data.Training,
            TrainingImagesPerClass = first.Train.Classes.Select((name, c) => (name, perClass[c])).ToDictionary(pair => pair.name, pair => pair.Item2),
            ValidationImages = first.Validation.Labels.Count,
            Target = first.Target,
            Evaluations = Data.Evaluations.ToDictionary(e => e.Set.Name, e => e.Provenance),
            Classifier = Options.Classifier,
            Seeds = Options.Seeds,
            Arms = known.ToDictionary(a => a.Name,
                a => (IReadOnlyList<string>)[.. a.Settings.Select(s => s.ToString()), .. OnBest(a.Arm).Select(use => $"+ {use}")]),
            Classifiers = Total,
            Kept = known.Sum(a => a.Settings.Sum(s => Options.Seeds.Count(seed => log.Find(seed, s) is not null))),
            Warnings = Data.Warnings,
        };
    }

    private bool Weights => Options.TrainerTakesWeights;

    private IEnumerable<ComparisonArm> Users => Options.Arms.Where(a => !a.IsBaseline);

    private int Total => Options.Seeds.Count * Options.Arms.Sum(a => ResolvedArm.Of(a, Weights).Settings.Count + OnBest(a).Count());

    private ResolvedArm[] Baselines()
    {
        ResolvedArm[] all = [.. Options.Arms.Where(a => a.IsBaseline).Select(a => ResolvedArm.Of(a, Weights))];
        if (all.Any(a => a.Settings.Count == 0)) Data.Warnings.Add("The trainer takes no row weights, so class weights were left out.");
        return [.. all.Where(a => a.Settings.Count > 0)];
    }

    private IEnumerable<SyntheticUse> OnBest(ComparisonArm arm) => arm.OnBestBaseline.Where(use => Weights || use.Weight == 1);

    private double Validation(TrialLog log, ArmSetting setting) => Options.Seeds.Average(seed => log.Find(seed, setting)!.Validation);
}
