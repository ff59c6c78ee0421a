namespace GanAugment.Data;

/// <summary>Makes a balanced data set long-tailed: class k of K keeps round(largest · ratio^(−k / (K − 1))) images.</summary>
/// <remarks>The exponential profile of Cui et al. 2019, "Class-Balanced Loss Based on Effective Number of Samples", §4.1.</remarks>
public static class LongTail
{
    /// <summary>Selects a long-tailed part of <paramref name="source"/>, in the order of the source; the same arguments select the same images on every
    /// machine.</summary>
    /// <param name="source">The images; class 0 becomes the head, the last class the end of the tail.</param>
    /// <param name="largest">Images of class 0, at least 1. A class that has fewer than its share keeps all it has.</param>
    /// <param name="ratio">Images of the first class over images of the last, at least 1; 1 gives equal counts.</param>
    /// <param name="seed">Chooses which images; with the same seed a smaller selection is part of a larger one.</param>
    /// <exception cref="OptionException"><paramref name="largest"/> or <paramref name="ratio"/> is below 1.</exception>
    public static ILabelledImageSource Select(ILabelledImageSource source, int largest, double ratio, long seed)
    {
        ArgumentNullException.ThrowIfNull(source);
        int[] counts = Profile(source.Classes.Count, largest, ratio);
        var kept = new List<int>();
        foreach ((int label, int[] indices) in StratifiedSplit.ByClass(source))
            kept.AddRange(Shuffle.Order(indices, seed, label).AsSpan(0, Math.Min(counts[label], indices.Length)));
        kept.Sort();
        return new Subset(source, kept);
    }

    /// <summary>Images per class: round(largest · ratio^(−k / (K − 1))), at least 1.</summary>
    /// <exception cref="OptionException"><paramref name="largest"/> or <paramref name="ratio"/> is below 1.</exception>
    public static int[] Profile(int classes, int largest, double ratio)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (largest < 1)
            throw new OptionException($"The largest class cannot keep {largest} images.", "The option is 'largest'.", "Give a number of images, at least 1.");
        if (!(ratio >= 1) || double.IsInfinity(ratio))
            throw new OptionException($"The imbalance ratio cannot be {ratio}.", "The option is 'ratio'.",
                "Give largest over smallest class, at least 1: 100 makes a long tail, 1 equal classes.");
        var counts = new int[classes];
        for (int k = 0; k < classes; k++)
            counts[k] = Math.Max(1, (int)Math.Round(largest * Math.Pow(ratio, -k / Math.Max(1.0, classes - 1)), MidpointRounding.AwayFromZero));
        return counts;
    }
}
