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
        int[] realRows = [.. Enumerable.Range(0, n)], generatedRows = [.. Enumerable.Range(0, m)];
        // A generated vector belongs to one thread; what is said of a real one is only ever set, so that threads cannot disagree.
        Parallel.For(0, (m + PairTile.Side - 1) / PairTile.Side, new ParallelOptions { CancellationToken = cancellation }, () => new PairTile(length),
            (at, _, tile) =>
            {
                int first = at * PairTile.Side, count = Math.Min(PairTile.Side, m - first);
                for (int from = 0; from < n; from += PairTile.Side)
                {
                    int others = Math.Min(PairTile.Side, n - from);
                    tile.SquaredDistances(generated.Span, generatedRows.AsSpan(first, count), real.Span, realRows.AsSpan(from, others));
                    for (int j = first; j < first + count; j++)
                        for (int i = from; i < from + others; i++)
                            for (int k = 0; k < neighbours.Count; k++)
                            {
                                double square = tile[j - first, i - from];
                                if (Within(square, ofReal[k][i], inclusive))
                                {
                                    precise[k][j] = covered[k][i] = true;
                                    dense[k][j]++;
                                }

                                if (Within(square, ofGenerated[k][j], inclusive)) recalled[k][i] = true;
                            }
                }

                return tile;
            }, _ => { });
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
        int[] rows = [.. Enumerable.Range(0, count)];
        Parallel.For(0, (count + PairTile.Side - 1) / PairTile.Side, new ParallelOptions { CancellationToken = cancellation }, () => new PairTile(length),
            (at, _, tile) =>
            {
                int first = at * PairTile.Side, own = Math.Min(PairTile.Side, count - first);
                var nearest = new double[own * most]; // [own, most], ascending.
                var found = new int[own];
                for (int from = 0; from < count; from += PairTile.Side)
                {
                    int others = Math.Min(PairTile.Side, count - from);
                    tile.SquaredDistances(set.Span, rows.AsSpan(first, own), set.Span, rows.AsSpan(from, others));
                    for (int i = 0; i < own; i++)
                        for (int j = 0; j < others; j++)
                            if (from + j != first + i) found[i] = Insert(nearest.AsSpan(i * most, most), found[i], tile[i, j]);
                }

                for (int i = 0; i < own; i++)
                    for (int k = 0; k < neighbours.Count; k++) radii[k][first + i] = nearest[i * most + neighbours[k] - 1];
                return tile;
            }, _ => { });
        return radii;
    }

    // Keeps the smallest numbers, ascending; how many there are now.
    private static int Insert(Span<double> nearest, int found, double value)
    {
        if (found == nearest.Length && value >= nearest[^1]) return found;
        int at = found < nearest.Length ? found++ : nearest.Length - 1;
        for (; at > 0 && nearest[at - 1] > value; at--) nearest[at] = nearest[at - 1];
        nearest[at] = value;
        return found;
    }
}
