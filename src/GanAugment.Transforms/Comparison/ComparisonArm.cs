using GanAugment.Generation;

namespace GanAugment.Transforms.Comparison;

/// <summary>One contestant: a way to treat an imbalanced training set, with the settings among which validation chooses.</summary>
/// <param name="Name">The name in tables.</param>
/// <param name="Description">What is done, in one sentence.</param>
public sealed record ComparisonArm(string Name, string Description)
{
    // Full use first, then less: the share is what mattered most wherever it was measured.
    private static readonly double[] Shares = [1, 0.5, 0.25];

    /// <summary>Settings of their own.</summary>
    public IReadOnlyList<ArmSetting> Settings { get; init; } = [];

    /// <summary>Uses of the generator on top of the baseline that is best on validation, whichever that is.</summary>
    public IReadOnlyList<SyntheticUse> OnBestBaseline { get; init; } = [];

    /// <summary>The training set as it is.</summary>
    public static ComparisonArm None { get; } = Baseline("none", "The training set as it is.", new ArmSetting(Treatment.None));

    /// <summary>Every class filled up with random duplicates.</summary>
    public static ComparisonArm RandomOversampling { get; } = Baseline(
        "oversampling", "Every class filled up to the target with random duplicates of its own images.", new ArmSetting(Treatment.Oversampling));

    /// <summary>Rare classes weigh more.</summary>
    public static ComparisonArm Weights { get; } = Baseline("class weights", "Every class carries the same total weight.",
        new ArmSetting(Treatment.ClassWeights));

    /// <summary>Every class filled up with shifted, cropped and mirrored copies.</summary>
    public static ComparisonArm Classic { get; } = Baseline(
        "classic augmentation", "Every class filled up to the target with shifted, cropped or mirrored copies of its own images.",
        new ArmSetting(Treatment.Classic), new ArmSetting(Treatment.Classic) { Classic = new ClassicTransform { Flip = true } },
        new ArmSetting(Treatment.Classic) { Classic = new ClassicTransform { Shift = 0.04, Crop = 0.15 } },
        new ArmSetting(Treatment.Classic) { Classic = new ClassicTransform { Shift = 0.04, Crop = 0.15, Flip = true } });

    /// <summary>Every class filled up with mixtures.</summary>
    public static ComparisonArm MixUp { get; } = Baseline(
        "MixUp", "Every class filled up to the target with mixtures of one of its images and any other, λ ~ Beta(0.2, 0.2), weighted λ and 1 − λ.",
        new ArmSetting(Treatment.MixUp));

    /// <summary>Every class filled up with points between neighbours.</summary>
    public static ComparisonArm Smote { get; } = Baseline(
        "SMOTE", "Every class filled up to the target with points between a row and one of its five nearest of the class, in the classifier's own space.",
        new ArmSetting(Treatment.Smote));

    /// <summary>Every class filled up with images of the pool that are taken for it.</summary>
    public static ComparisonArm PseudoLabels { get; } = Baseline(
        "pseudo-labels", "Every class filled up to the target with images of the pool that a classifier of the real images takes for the class.",
        new ArmSetting(Treatment.PseudoLabels), new ArmSetting(Treatment.PseudoLabels) { Confidence = 0.9 });

    /// <summary>The classifier on features of a network that was trained on the pool.</summary>
    public static ComparisonArm PretrainedFeatures { get; } = Baseline(
        "pretrained features", "The classifier sees features of a network that was trained on the pool and its labels.",
        [.. ((Treatment[])[Treatment.Oversampling, Treatment.ClassWeights, Treatment.Classic]).Select(t => new ArmSetting(t) { OnPoolFeatures = true })]);

    /// <summary>Every class filled up with the pool's own images: what no generator gives back in full.</summary>
    public static ComparisonArm PoolImages { get; } = Baseline(
        "pool images", "Every class filled up to the target with images of the pool and their labels.", new ArmSetting(Treatment.PoolImages));

    /// <summary>Baselines that are given the pool of real images that a generator was trained on.</summary>
    public static IReadOnlyList<ComparisonArm> OfPool { get; } = [PseudoLabels, PretrainedFeatures, PoolImages];

    /// <summary>The baselines.</summary>
    public static IReadOnlyList<ComparisonArm> Baselines { get; } = [None, RandomOversampling, Weights, Classic, MixUp, Smote];

    /// <summary>Every class filled up with synthetic images; nothing to choose.</summary>
    public static ComparisonArm BigGanFill { get; } = new("BigGAN fill", "Every class filled up to the target with synthetic images.")
    {
        Settings = [new ArmSetting(Treatment.None) { Synthetic = new SyntheticUse(1) }],
    };

    /// <summary>A quarter of every deficit synthetic, the rest duplicates: the mildest use of a generator that still balances; nothing to choose.</summary>
    public static ComparisonArm BigGanQuarter { get; } =
        new("BigGAN quarter", "Every class filled up to the target: a quarter synthetic images, the rest random duplicates.")
        {
            Settings = [new ArmSetting(Treatment.Oversampling) { Synthetic = new SyntheticUse(0.25) }],
        };

    /// <summary>Three baselines and two uses of a generator, with nothing to choose but the best baseline.</summary>
    public static IReadOnlyList<ComparisonArm> Short { get; } = [None, RandomOversampling, Weights, BigGanFill, BigGanQuarter];

    /// <summary>All baselines; the generator alone, unfiltered and filtered; both on top of the best baseline.</summary>
    public static IReadOnlyList<ComparisonArm> Standard { get; } = StandardWith([Truncation.None, Truncation.Threshold(1)]);

    /// <summary>Whether the arm needs no generator.</summary>
    public bool IsBaseline => OnBestBaseline.Count == 0 && Settings.Count > 0 && Settings.All(setting => setting.Synthetic is null);

    /// <summary>The standard arms with truncations of one's own.</summary>
    /// <param name="truncations">Among which validation chooses; the first is tried with every share, the others with a quarter.</param>
    public static IReadOnlyList<ComparisonArm> StandardWith(IReadOnlyList<Truncation> truncations)
    {
        ArgumentNullException.ThrowIfNull(truncations);
        if (truncations.Count == 0)
            throw new OptionException("There is no truncation to compare.", "The list was given to the arms.", "Give Truncation.None at least.");
        SyntheticUse[] plain =
        [
            .. Shares.Select(share => new SyntheticUse(share) { Truncation = truncations[0] }), new SyntheticUse { Truncation = truncations[0], Weight = 0.5 },
            .. truncations.Skip(1).Select(truncation => new SyntheticUse { Truncation = truncation }),
        ];
        SyntheticUse[] filtered =
        [
            .. Shares.Select(share => new SyntheticUse(share) { Truncation = truncations[0], Filter = SyntheticFilter.Recognised() }),
            new SyntheticUse { Truncation = truncations[0], Filter = SyntheticFilter.Recognised(1 / 3.0) },
            new SyntheticUse { Truncation = truncations[0], Filter = SyntheticFilter.Recognised(), Weight = 0.5 },
        ];
        return
        [
            .. Baselines,
            new("BigGAN", "Real and synthetic images, nothing else.") { Settings = On(Treatment.None, plain) },
            new("BigGAN filtered", "Real images and synthetic ones that passed a filter, nothing else.") { Settings = On(Treatment.None, filtered) },
            new("best baseline + BigGAN", "The best baseline, part of what it adds replaced by synthetic images.") { OnBestBaseline = plain },
            new("best baseline + BigGAN filtered", "The best baseline, part of what it adds replaced by synthetic images that passed a filter.")
            {
                OnBestBaseline = filtered,
            },
        ];
    }

    private static ComparisonArm Baseline(string name, string description, params ArmSetting[] settings) => new(name, description) { Settings = settings };

    private static ArmSetting[] On(Treatment treatment, SyntheticUse[] uses) => [.. uses.Select(use => new ArmSetting(treatment) { Synthetic = use })];
}
