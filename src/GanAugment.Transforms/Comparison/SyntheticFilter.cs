using GanAugment.Filtering;

namespace GanAugment.Transforms.Comparison;

/// <summary>Which synthetic images an arm takes. Equal where the names are.</summary>
/// <param name="Name">A few words for tables; they name the filter in stored results too.</param>
/// <param name="Make">Makes the conditions; it is given a classifier of the same kind as the compared one, trained on the real training rows of the
/// repetition with duplicates, which the conditions do not dispose.</param>
public sealed record SyntheticFilter(string Name, Func<IImageClassifier, IReadOnlyList<IImageFilter>> Make)
{
    /// <summary>No near copies of training images, and only what the classifier takes for the class it was made for.</summary>
    /// <param name="bestShare">The share of generated images to keep, in (0, 1]: the most probable ones of each class.</param>
    public static SyntheticFilter Recognised(double bestShare = 1) => new(
        bestShare < 1 ? FormattableString.Invariant($"no copy, recognised, best {100 * bestShare:0} %") : "no copy, recognised",
        classifier => [new ClassifierAgreement(_ => classifier, bestShare: bestShare), new NearCopy()]);

    /// <inheritdoc/>
    public bool Equals(SyntheticFilter? other) => other is not null && Name == other.Name;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
