using GanAugment.Evaluation;

namespace GanAugment.Tests.Evaluation;

public class FrechetDistanceTests
{
    private static readonly float[] Real = Npy.Read<float>("metrics/real"), Fake = Npy.Read<float>("metrics/fake");

    [Fact]
    public void It_is_the_value_of_SciPy()
    {
        double distance = FrechetDistance.Between(Moments(Real, 64), Moments(Fake, 64));
        Assert.Equal(47.71964319135469, distance, 47.7 * 1e-10);
        Assert.Equal(distance, FrechetDistance.Between(Moments(Fake, 64), Moments(Real, 64)), 1e-9);
    }

    [Fact]
    public void Equal_sets_are_not_apart() => Assert.Equal(0, FrechetDistance.Between(Moments(Real, 64), Moments(Real, 64)), 1e-9);

    [Fact]
    public void Moments_do_not_depend_on_how_the_vectors_came()
    {
        var parts = new FeatureMoments(64);
        parts.Add(Real.AsSpan(0, 3 * 64));
        parts.Add([]);
        parts.Add(Real.AsSpan(3 * 64, 400 * 64));
        parts.Add(Real.AsSpan(403 * 64));
        FeatureMoments whole = Moments(Real, 64);
        Assert.Equal(500, parts.Count);
        for (int i = 0; i < 64; i++) Assert.Equal(whole.Mean[i], parts.Mean[i], 1e-12);
        Assert.All(whole.Covariance().Zip(parts.Covariance()), c => Assert.Equal(c.First, c.Second, 1e-10));
        Assert.Equal(Npy.Read<float>("metrics/real").Where((_, i) => i % 64 == 5).Average(x => (double)x), whole.Mean[5], 1e-12);
    }

    [Fact]
    public void Normals_that_share_axes_have_a_distance_in_closed_form()
    {
        // Means 0 and 3, standard deviations √(2/1) of {±1} and twice that of {±2}, in the first of two features; the second never fires.
        float[] narrow = [-1, 0, 1, 0], wide = [1, 0, 5, 0];
        double expected = 9 + Math.Pow(Math.Sqrt(2) - Math.Sqrt(8), 2);
        Assert.Equal(expected, FrechetDistance.Between(Moments(narrow, 2), Moments(wide, 2)), 1e-12);
    }

    [Fact]
    public void Fewer_images_than_features_are_no_trouble()
    {
        float[] few = Real[..(10 * 64)], other = Fake[..(7 * 64)];
        // Reference: the nuclear norm of the product of the centred sets, exact where covariances have no full rank (NumPy).
        double distance = FrechetDistance.Between(Moments(few, 64), Moments(other, 64));
        Assert.Equal(NuclearNorm(few, other, 64), distance, 1e-4);
    }

    [Fact]
    public void A_mean_far_from_zero_does_not_swallow_the_spread()
    {
        float[] far = Array.ConvertAll(Real, x => MathF.Round(x * 64) / 64 + 4096), near = Array.ConvertAll(Real, x => MathF.Round(x * 64) / 64);
        Assert.Equal(64 * 4096.0 * 4096, FrechetDistance.Between(Moments(far, 64), Moments(near, 64)), 1e-3);
    }

    [Fact]
    public void What_is_no_number_stays_none()
    {
        float[] broken = [.. Real];
        broken[77] = float.NaN;
        Assert.True(double.IsNaN(FrechetDistance.Between(Moments(broken, 64), Moments(Real, 64))));
        Assert.True(double.IsNaN(FrechetDistance.Between(Moments(Real, 64), Moments(broken, 64))));
        float[] nothing = [.. Enumerable.Repeat(float.NaN, 128)];
        Assert.True(double.IsNaN(FrechetDistance.Between(Moments(nothing, 64), Moments(nothing, 64))));
    }

    [Fact]
    public void Features_that_never_fire_are_not_apart()
    {
        Assert.Equal(0, FrechetDistance.Between(Moments([1, 2, 1, 2], 2), Moments([1, 2, 1, 2], 2)));
        Assert.Equal(1, FrechetDistance.Between(Moments([1, 2, 1, 2], 2), Moments([1, 3, 1, 3], 2)));
    }

    [Fact]
    public void Sets_that_cannot_be_compared_are_refused()
    {
        Assert.Throws<ArgumentException>(() => FrechetDistance.Between(Moments(Real, 64), Moments(Fake, 32)));
        Assert.Throws<InvalidOperationException>(() => FrechetDistance.Between(Moments(Real, 64), Moments(Fake[..64], 64)));
        Assert.Throws<ArgumentException>(() => new FeatureMoments(3).Add([1, 2]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(40)]
    [InlineData(200)]
    public void Eigenvalues_come_back_from_a_rotated_diagonal(int n)
    {
        var random = new Random(n);
        double[] expected = [.. Enumerable.Range(0, n).Select(i => i % 3 == 0 ? 0 : i % 3 == 1 ? 7 : Math.Pow(10, random.Next(-6, 4)))];
        var matrix = new double[n * n];
        for (int i = 0; i < n; i++) matrix[i * n + i] = expected[i];
        for (int reflection = 0; reflection < 3; reflection++) Reflect(matrix, n, random);
        double[] found = SymmetricMatrix.Eigenvalues(matrix, n);
        Assert.All(expected.Order().Zip(found.Order()), e => Assert.Equal(e.First, e.Second, 1e-9));
    }

    private static FeatureMoments Moments(float[] features, int length)
    {
        var moments = new FeatureMoments(length);
        moments.Add(features);
        return moments;
    }

    // A ← HAH with H = I − 2vvᵀ.
    private static void Reflect(double[] a, int n, Random random)
    {
        double[] v = [.. Enumerable.Range(0, n).Select(_ => random.NextDouble() - 0.5)];
        double norm = Math.Sqrt(v.Sum(x => x * x));
        for (int i = 0; i < n; i++) v[i] /= norm;
        for (int i = 0; i < n; i++)
        {
            double along = 0;
            for (int j = 0; j < n; j++) along += a[i * n + j] * v[j];
            for (int j = 0; j < n; j++) a[i * n + j] -= 2 * along * v[j];
        }

        for (int j = 0; j < n; j++)
        {
            double along = 0;
            for (int i = 0; i < n; i++) along += a[i * n + j] * v[i];
            for (int i = 0; i < n; i++) a[i * n + j] -= 2 * along * v[i];
        }
    }

    // tr (Σ₁Σ₂)^½ as the sum of the singular values of X·Yᵀ / √((n−1)(m−1)), by one-sided Jacobi rotations.
    private static double NuclearNorm(float[] first, float[] second, int length)
    {
        var (x, meanX) = Centred(first, length);
        var (y, meanY) = Centred(second, length);
        int n = x.Length, m = y.Length;
        double[][] columns = [.. y.Select(b => x.Select(a => a.Zip(b, (p, q) => p * q).Sum() / Math.Sqrt((n - 1.0) * (m - 1.0))).ToArray())];
        for (int sweep = 0; sweep < 60; sweep++)
            for (int p = 0; p < m; p++)
                for (int q = p + 1; q < m; q++)
                {
                    double a = columns[p].Sum(v => v * v), b = columns[q].Sum(v => v * v), c = columns[p].Zip(columns[q], (s, t) => s * t).Sum();
                    if (Math.Abs(c) < 1e-18) continue;
                    double zeta = (b - a) / (2 * c), tangent = Math.CopySign(1 / (Math.Abs(zeta) + Math.Sqrt(1 + zeta * zeta)), zeta);
                    double cosine = 1 / Math.Sqrt(1 + tangent * tangent), sine = cosine * tangent;
                    for (int i = 0; i < n; i++)
                        (columns[p][i], columns[q][i]) = (cosine * columns[p][i] - sine * columns[q][i], sine * columns[p][i] + cosine * columns[q][i]);
                }

        double Trace(double[][] rows) => rows.Sum(r => r.Sum(v => v * v)) / (rows.Length - 1);
        return meanX.Zip(meanY, (a, b) => (a - b) * (a - b)).Sum() + Trace(x) + Trace(y) - 2 * columns.Sum(c => Math.Sqrt(c.Sum(v => v * v)));
    }

    private static (double[][] Rows, double[] Mean) Centred(float[] features, int length)
    {
        double[][] rows = [.. features.Chunk(length).Select(r => Array.ConvertAll(r, v => (double)v))];
        double[] mean = [.. Enumerable.Range(0, length).Select(i => rows.Average(r => r[i]))];
        return ([.. rows.Select(r => r.Zip(mean, (a, b) => a - b).ToArray())], mean);
    }
}
