using GanAugment.Data;
using GanAugment.Evaluation;
using GanAugment.Generation;

namespace GanAugment.Transforms.Comparison;

/// <summary>What is compared, and how. Give exactly one of <see cref="Generator"/> and <see cref="GeneratorTrainer"/>.</summary>
public sealed record ComparisonOptions
{
    /// <summary>How many repetitions an interval should rest on; fewer are warned of.</summary>
    public const int EnoughSeeds = 5;

    /// <summary>A generator for all repetitions; it stays the caller's to dispose.</summary>
    public IConditionalGenerator? Generator { get; init; }

    /// <summary>Trains a generator on the training images of every repetition, so that intervals cover the generator too.</summary>
    public IGeneratorTrainer? GeneratorTrainer { get; init; }

    /// <summary>Names what <see cref="GeneratorTrainer"/> does, for reports; stored results of another name are not taken up again.</summary>
    /// <value>Null.</value>
    public string? GeneratorTraining { get; init; }

    /// <summary>The arms.</summary><value><see cref="ComparisonArm.Standard"/>.</value>
    public IReadOnlyList<ComparisonArm> Arms { get; init; } = ComparisonArm.Standard;

    /// <summary>One repetition per seed: another choice of training images, duplicates and synthetic images, another start of the classifier.</summary>
    /// <value>0 … 4.</value>
    public IReadOnlyList<long> Seeds { get; init; } = [0, 1, 2, 3, 4];

    /// <summary>Which part of the training images each repetition draws.</summary><value>Null: all of them, but for what is held out.</value>
    public TrainingSubset? Subset { get; init; }

    /// <summary>Real images by which settings and the best baseline are chosen, of the training images' classes and shape.</summary>
    /// <value>Null: a part of each repetition's training images, see <see cref="ValidationShare"/>.</value>
    public ILabelledImageSource? Validation { get; init; }

    /// <summary>The share of every class that is held out for validation where no images are given for it, between 0 and 1.</summary><value>0.2.</value>
    public double ValidationShare { get; init; } = 0.2;

    /// <summary>Rows per class to which arms fill classes up.</summary>
    /// <value>Null: the count of the largest class; twice that where no class lacks a third of it, else nothing would be added.</value>
    public int? Target { get; init; }

    /// <summary>Features that classifiers get instead of pixels, the usual way of ML.NET's image classifiers; it stays the caller's to dispose.</summary>
    /// <value>Null: pixels.</value>
    public IFeatureExtractor? Features { get; init; }

    /// <summary>Real images that some baselines may use as the generator did: pass what the generator was trained on, where that could be had instead of it.
    /// Their labels count for <see cref="Treatment.PoolImages"/> and whoever trained <see cref="PoolFeatures"/>.</summary>
    /// <value>Null: no baseline has more than the training images.</value>
    public ILabelledImageSource? Pool { get; init; }

    /// <summary>Features of a network that was trained on the pool, for arms that see those, <see cref="ArmSetting.OnPoolFeatures"/>; it stays the caller's
    /// to dispose. The pipeline must take vectors of any length then.</summary>
    public IFeatureExtractor? PoolFeatures { get; init; }

    /// <summary>Whether the pipeline's trainer takes example weights. Where it does not, class weights are left out and MixUp draws labels.</summary>
    /// <value>True.</value>
    public bool TrainerTakesWeights { get; init; } = true;

    /// <summary>What is done with evaluation images that classifier or generator were trained on.</summary><value>Refuse.</value>
    public SharedImages SharedImages { get; init; }

    /// <summary>Names the pipeline, for reports; stored results of another name are not taken up again.</summary><value><c>the pipeline given</c>.</value>
    public string Classifier { get; init; } = "the pipeline given";

    /// <summary>The folder in which every finished classifier's results are kept (results.jsonl), so that a comparison that was stopped goes on
    /// there.</summary>
    /// <value>Null: nothing is kept.</value>
    public string? Folder { get; init; }

    /// <summary>Whether pictures are drawn for the report.</summary><value>True.</value>
    public bool Pictures { get; init; } = true;

    /// <summary>Checks what cannot work.</summary>
    /// <exception cref="OptionException">It cannot.</exception>
    internal void Check()
    {
        if (Generator is null == GeneratorTrainer is null)
            throw Wrong($"{(Generator is null ? "No generator was" : "A generator and a generator trainer were")} given.",
                "Set exactly one of Generator and GeneratorTrainer.");
        if (Arms.Count == 0 || Arms.DistinctBy(a => a.Name).Count() != Arms.Count || !Arms.Any(a => a.IsBaseline && a.Settings.Count > 0))
            throw Wrong($"The arms '{string.Join("', '", Arms.Select(a => a.Name))}' cannot be compared.", "Give at least one baseline, and every name once.");
        foreach (ComparisonArm arm in Arms) Check(arm);
        if (Arms.FirstOrDefault(a => a.Settings.Any(s => (s.IsOfPool && Pool is null) || (s.OnPoolFeatures && PoolFeatures is null))) is { } poor)
            throw Wrong($"The arm '{poor.Name}' needs {(Pool is null ? "a pool of other real images" : "features of the pool")}.",
                $"Set {(Pool is null ? nameof(Pool) : nameof(PoolFeatures))}, or leave the arm out.");
        if (Seeds.Count == 0 || Seeds.Distinct().Count() != Seeds.Count)
            throw Wrong($"The seeds '{string.Join(", ", Seeds)}' make no repetitions.", "Give at least one seed, and every seed once.");
        if (Validation is null && !(ValidationShare is > 0 and < 1))
            throw Wrong(
                FormattableString.Invariant($"A validation share of {ValidationShare} leaves no validation split, ")
                + "and settings must not be chosen on the test images.",
                "Give a share between 0 and 1, or images of their own as Validation.");
        if (Target is < 1) throw Wrong($"A target of {Target} rows per class has no meaning.", "Give 1 or more.");
    }

    private static void Check(ComparisonArm arm)
    {
        if (arm.Settings.Count == 0 == (arm.OnBestBaseline.Count == 0))
            throw Wrong($"The arm '{arm.Name}' has {(arm.Settings.Count == 0 ? "no setting" : "settings of its own and settings on the best baseline")}.",
                "Give it one kind of settings.");
        foreach (SyntheticUse use in arm.Settings.Select(s => s.Synthetic).OfType<SyntheticUse>().Concat(arm.OnBestBaseline))
        {
            if (!(use.Share is > 0 and <= 1))
                throw Wrong(FormattableString.Invariant($"The arm '{arm.Name}' fills a share of {use.Share} of each class's deficit."),
                    "Give a share in (0, 1].");
            if (!(use.Weight > 0 && double.IsFinite(use.Weight)))
                throw Wrong(FormattableString.Invariant($"The arm '{arm.Name}' gives synthetic rows the weight {use.Weight}."),
                    "Give a weight greater than 0.");
        }
    }

    private static OptionException Wrong(string what, string remedy) => new(what, "It was given to the comparison.", remedy);
}
