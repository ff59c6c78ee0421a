using GanAugment.Data;

namespace GanAugment.Transforms.Comparison;

/// <summary>A long-tailed part of the training images, drawn anew in every repetition, so that intervals cover the choice of training images.</summary>
/// <param name="Largest">Images of the first class; null for all it has.</param>
/// <param name="Ratio">Images of the first class over images of the last, 1 or more.</param>
public sealed record TrainingSubset(int? Largest = null, double Ratio = 1)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"long tail of ratio {Ratio:0.###}")
        + (Largest is { } largest ? FormattableString.Invariant($", {largest} of the first class") : "");

    /// <summary>Draws the images of one repetition.</summary>
    internal ILabelledImageSource Draw(ILabelledImageSource pool, long seed) =>
        LongTail.Select(pool, Largest ?? pool.CountPerClass().Max(), Ratio, seed);
}
