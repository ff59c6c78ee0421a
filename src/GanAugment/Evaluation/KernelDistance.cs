using GanAugment.Data;

namespace GanAugment.Evaluation;

/// <summary>The squared maximum mean discrepancy of two sets of feature vectors under the kernel (a·b / d + 1)³ (Bińkowski et al. 2018): KID where the
/// features are Inception's.</summary>
/// <remarks>Unbiased, so it serves where a class has few images; around 0, and sometimes below, for sets of one distribution.</remarks>
public static class KernelDistance
{
    /// <summary>The distance of all vectors.</summary>
    /// <param name="first">[N, length], N ≥ 2.</param>
    /// <param name="second">[M, length], M ≥ 2.</param>
    /// <param name="length">d, the length of a vector.</param>
    public static double Between(ReadOnlySpan<float> first, ReadOnlySpan<float> second, int length)
    {
        float[] x = Rows(first, length, nameof(first)), y = Rows(second, length, nameof(second));
        return Between(x, y, [.. Enumerable.Range(0, x.Length / length)], [.. Enumerable.Range(0, y.Length / length)], length);
    }

    /// <summary>Mean and standard deviation of the distance over random subsets: the usual figure, and how sure it is.</summary>
    /// <param name="first">[N, length], N ≥ 2.</param>
    /// <param name="second">[M, length], M ≥ 2.</param>
    /// <param name="length">d, the length of a vector.</param>
    /// <param name="subsets">How many subsets are drawn of each set.</param>
    /// <param name="size">Vectors per subset; at most N and M are taken.</param>
    /// <param name="seed">Chooses the subsets.</param>
    public static (double Mean, double StandardDeviation) OfSubsets(ReadOnlySpan<float> first, ReadOnlySpan<float> second, int length, int subsets = 100,
        int size = 1000, long seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(subsets, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 2);
        float[] x = Rows(first, length, nameof(first)), y = Rows(second, length, nameof(second));
        int[] allX = [.. Enumerable.Range(0, x.Length / length)], allY = [.. Enumerable.Range(0, y.Length / length)];
        size = Math.Min(size, Math.Min(allX.Length, allY.Length));
        var values = new double[subsets];
        for (int s = 0; s < subsets; s++)
            values[s] = Between(x, y, Shuffle.Order(allX, seed, 2 * s)[..size], Shuffle.Order(allY, seed, 2 * s + 1)[..size], length);
        double mean = values.Average();
        return (mean, Math.Sqrt(values.Average(v => (v - mean) * (v - mean))));
    }

    /// <summary>The distance of some rows of each set.</summary>
    internal static double Between(float[] x, float[] y, int[] rowsX, int[] rowsY, int length)
    {
        double n = rowsX.Length, m = rowsY.Length;
        return Within(x, rowsX, length) / (n * (n - 1)) + Within(y, rowsY, length) / (m * (m - 1)) - 2 * Sum(x, y, rowsX, rowsY, length) / (n * m);
    }

    // All pairs of two different rows, each in both orders.
    private static double Within(float[] x, int[] rows, int length) => 2 * Sum(x, x, rows, rows, length, above: true);

    private static double Sum(float[] a, float[] b, int[] rowsA, int[] rowsB, int length, bool above = false)
    {
        // One sum per tile of rows, added in order: the same bits whatever the threads do.
        var sums = new double[(rowsA.Length + PairTile.Side - 1) / PairTile.Side];
        Parallel.For(0, sums.Length, () => new PairTile(length), (at, _, tile) =>
        {
            int first = at * PairTile.Side, count = Math.Min(PairTile.Side, rowsA.Length - first);
            double sum = 0;
            for (int from = above ? first : 0; from < rowsB.Length; from += PairTile.Side)
            {
                int others = Math.Min(PairTile.Side, rowsB.Length - from);
                tile.Dots(a, rowsA.AsSpan(first, count), b, rowsB.AsSpan(from, others));
                for (int i = 0; i < count; i++)
                    for (int j = above && from == first ? i + 1 : 0; j < others; j++)
                    {
                        double k = tile[i, j] / length + 1;
                        sum += k * k * k;
                    }
            }

            sums[at] = sum;
            return tile;
        }, _ => { });
        return sums.Sum();
    }

    private static float[] Rows(ReadOnlySpan<float> features, int length, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        if (features.Length % length != 0 || features.Length < 2 * length)
            throw new ArgumentException($"There must be two vectors of {length} or more, but {features.Length} values were given.", name);
        return features.ToArray();
    }
}
