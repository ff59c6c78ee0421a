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
        double[] x = Rows(first, length, nameof(first)), y = Rows(second, length, nameof(second));
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
        double[] x = Rows(first, length, nameof(first)), y = Rows(second, length, nameof(second));
        int[] allX = [.. Enumerable.Range(0, x.Length / length)], allY = [.. Enumerable.Range(0, y.Length / length)];
        size = Math.Min(size, Math.Min(allX.Length, allY.Length));
        var values = new double[subsets];
        for (int s = 0; s < subsets; s++)
            values[s] = Between(x, y, Shuffle.Order(allX, seed, 2 * s)[..size], Shuffle.Order(allY, seed, 2 * s + 1)[..size], length);
        double mean = values.Average();
        return (mean, Math.Sqrt(values.Average(v => (v - mean) * (v - mean))));
    }

    /// <summary>The distance of some rows of each set.</summary>
    internal static double Between(double[] x, double[] y, int[] rowsX, int[] rowsY, int length)
    {
        double n = rowsX.Length, m = rowsY.Length;
        return Sum(x, x, rowsX, rowsX, length, skipSelf: true) / (n * (n - 1)) + Sum(y, y, rowsY, rowsY, length, skipSelf: true) / (m * (m - 1))
            - 2 * Sum(x, y, rowsX, rowsY, length, skipSelf: false) / (n * m);
    }

    private static double Sum(double[] a, double[] b, int[] rowsA, int[] rowsB, int length, bool skipSelf)
    {
        // One sum per row, added in order: the same bits whatever the threads do.
        var sums = new double[rowsA.Length];
        Parallel.For(0, rowsA.Length, i =>
        {
            double sum = 0;
            for (int j = 0; j < rowsB.Length; j++)
            {
                if (skipSelf && i == j) continue;
                double k = Vectors.Dot(a.AsSpan(rowsA[i] * length, length), b.AsSpan(rowsB[j] * length, length)) / length + 1;
                sum += k * k * k;
            }

            sums[i] = sum;
        });
        return sums.Sum();
    }

    private static double[] Rows(ReadOnlySpan<float> features, int length, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        if (features.Length % length != 0 || features.Length < 2 * length)
            throw new ArgumentException($"There must be two vectors of {length} or more, but {features.Length} values were given.", name);
        var rows = new double[features.Length];
        for (int i = 0; i < rows.Length; i++) rows[i] = features[i];
        return rows;
    }
}
