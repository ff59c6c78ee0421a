using GanAugment.Sampling;

namespace GanAugment.Transforms.Comparison;

/// <summary>One way to treat an imbalanced training set. Every class has a deficit, the images it lacks to the largest class; an arm says what fills
/// it.</summary>
/// <param name="Name">The name in tables.</param>
/// <param name="Description">What is done, in one sentence.</param>
/// <param name="DuplicateShare">The share of each class's deficit that is filled with random duplicates of its real images, 0 … 1.</param>
/// <param name="SyntheticRest">Whether the rest of the deficit is filled with synthetic images.</param>
/// <param name="ClassWeights">Whether rows are weighted by n / (K · n of their class) instead; the weights add up to the number of rows.</param>
public sealed record ComparisonArm(string Name, string Description, double DuplicateShare = 0, bool SyntheticRest = false, bool ClassWeights = false)
{
    /// <summary>The training set as it is.</summary>
    public static ComparisonArm None { get; } = new("none", "The training set as it is.");

    /// <summary>Every class filled up with random duplicates.</summary>
    public static ComparisonArm RandomOversampling { get; } =
        new("oversampling", "Every class filled up to the largest with random duplicates of its own images.", DuplicateShare: 1);

    /// <summary>Rare classes weigh more.</summary>
    public static ComparisonArm Weights { get; } = new("class weights", "Every class carries the same total weight.", ClassWeights: true);

    /// <summary>Every class filled up with synthetic images.</summary>
    public static ComparisonArm BigGanFill { get; } = new("BigGAN fill", "Every class filled up to the largest with synthetic images.", SyntheticRest: true);

    /// <summary>A quarter of every deficit synthetic, the rest duplicates: the mildest use of a generator that still balances.</summary>
    public static ComparisonArm BigGanQuarter { get; } =
        new("BigGAN quarter", "Every class filled up to the largest: a quarter synthetic images, the rest random duplicates.", DuplicateShare: 0.75,
            SyntheticRest: true);

    /// <summary>The three baselines, then the two uses of a generator.</summary>
    public static IReadOnlyList<ComparisonArm> Standard { get; } = [None, RandomOversampling, Weights, BigGanFill, BigGanQuarter];

    /// <summary>Whether the arm needs no generator.</summary>
    public bool IsBaseline => !SyntheticRest;

    /// <summary>How many duplicates a class gets.</summary>
    internal long Duplicates(ClassQuota quota) => quota.Real == 0 ? 0 : (long)Math.Round(DuplicateShare * quota.Synthetic);
}
