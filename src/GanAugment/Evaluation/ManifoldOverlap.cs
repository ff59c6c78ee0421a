namespace GanAugment.Evaluation;

/// <summary>How two sets of feature vectors cover each other, each vector standing for the ball around it that reaches to its k-th nearest neighbour of its own
/// set.</summary>
/// <remarks>Precision and recall: Kynkäänniemi et al. 2019 (k = 3). Density and coverage: Naeem et al. 2020 (k = 5), which one outlier among the real images
/// cannot blow up. All depend on k and on the number of vectors.</remarks>
/// <param name="Neighbours">k.</param>
/// <param name="Precision">The share of generated vectors that lie in a ball of a real one, 0 … 1: are they like real ones?</param>
/// <param name="Recall">The share of real vectors that lie in a ball of a generated one, 0 … 1: is everything real within reach?</param>
/// <param name="Density">In how many real balls a generated vector lies, over k; 1 for sets of one distribution, more where generated ones crowd.</param>
/// <param name="Coverage">The share of real balls that hold a generated vector, 0 … 1.</param>
public sealed record ManifoldOverlap(int Neighbours, double Precision, double Recall, double Density, double Coverage)
{
    /// <summary>Compares two sets for one or several k at the price of one.</summary>
    /// <param name="real">[N, length].</param>
    /// <param name="generated">[M, length].</param>
    /// <param name="length">The length of a vector.</param>
    /// <param name="neighbours">Each k, at least 1 and less than N and M.</param>
    /// <param name="inclusive">Whether a ball's edge belongs to it. The published program of density and coverage has it out, for all four; the paper of
    /// precision and recall has it in. It matters only where distances are equal.</param>
    /// <param name="cancellation">Checked now and then.</param>
    /// <returns>For each k, in the order given.</returns>
    /// <exception cref="OptionException">A set has no k-th neighbours.</exception>
    public static IReadOnlyList<ManifoldOverlap> Between(ReadOnlyMemory<float> real, ReadOnlyMemory<float> generated, int length,
        IReadOnlyList<int> neighbours, bool inclusive = false, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(neighbours);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        if (real.Length % length != 0 || generated.Length % length != 0)
            throw new ArgumentException($"Vectors of {length} have a multiple of {length} values.", nameof(length));
        int n = real.Length / length, m = generated.Length / length;
        foreach (int k in neighbours)
            if (k < 1 || k >= Math.Min(n, m))
                throw new OptionException($"There is no neighbour {k} among {Math.Min(n, m)} images.", $"{n} real and {m} generated images were given.",
                    $"Give more than {Math.Max(k, 1)} images of each kind, or a smaller k.");
        double[][] ofReal = Radii(real, length, neighbours, cancellation), ofGenerated = Radii(generated, length, neighbours, cancellation); // [k][N], [k][M]

        var (precise, dense) = (new bool[neighbours.Count][], new int[neighbours.Count][]);
        var (recalled, covered) = (new bool[neighbours.Count][], new bool[neighbours.Count][]);
        for (int k = 0; k < neighbours.Count; k++) (precise[k], dense[k], recalled[k], covered[k]) = (new bool[m], new int[m], new bool[n], new bool[n]);
        // A generated vector belongs to one thread; what is said of a real one is only ever set, so that threads cannot disagree.
        Parallel.For(0, m, new ParallelOptions { CancellationToken = cancellation }, j =>
        {
            ReadOnlySpan<float> mine = generated.Span.Slice(j * length, length);
            for (int i = 0; i < n; i++)
            {
                double square = Vectors.SquaredDistance(mine, real.Span.Slice(i * length, length));
                for (int k = 0; k < neighbours.Count; k++)
                {
                    if (Within(square, ofReal[k][i], inclusive))
                    {
                        precise[k][j] = covered[k][i] = true;
                        dense[k][j]++;
                    }

                    if (Within(square, ofGenerated[k][j], inclusive)) recalled[k][i] = true;
                }
            }
        });
        return [.. neighbours.Select((k, at) => new ManifoldOverlap(k, Share(precise[at]), Share(recalled[at]),
            dense[at].Sum(d => (long)d) / ((double)k * m), Share(covered[at])))];
    }

    private static bool Within(double square, double radius, bool inclusive) => inclusive ? square <= radius : square < radius;

    private static double Share(bool[] flags) => (double)flags.Count(f => f) / flags.Length;

    // Squared distances to the k-th other vector of the set, for each k.
    private static double[][] Radii(ReadOnlyMemory<float> set, int length, IReadOnlyList<int> neighbours, CancellationToken cancellation)
    {
        int count = set.Length / length, most = neighbours.Max();
        double[][] radii = [.. neighbours.Select(_ => new double[count])];
        Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            Span<double> nearest = stackalloc double[most]; // Ascending.
            int found = 0;
            ReadOnlySpan<float> mine = set.Span.Slice(i * length, length);
            for (int j = 0; j < count; j++)
            {
                if (j == i) continue;
                double square = Vectors.SquaredDistance(mine, set.Span.Slice(j * length, length));
                if (found == most && square >= nearest[^1]) continue;
                int at = found < most ? found++ : most - 1;
                for (; at > 0 && nearest[at - 1] > square; at--) nearest[at] = nearest[at - 1];
                nearest[at] = square;
            }

            for (int k = 0; k < neighbours.Count; k++) radii[k][i] = nearest[neighbours[k] - 1];
        });
        return radii;
    }
}
