using GanAugment.Generation;

namespace GanAugment.Tests.Generation;

public class LatentStreamTests
{
    private const int Rows = 2000, Size = 64;

    // Pinned, and computed by a second implementation: a change here changes every image ever drawn from a seed.
    [Fact]
    public void Golden_values_stay()
    {
        Assert.Equal([-0.255816f, 0.6301837f, 1.914803f, 0.5070237f], Vector(new LatentStream(0), 0, 0, 4), Close);
        Assert.Equal([-0.204525f, 0.2952241f, 0.2343405f],
            Vector(new LatentStream(-12345678901, Truncation.Threshold(0.5f)), 9, 5_000_000_000, 129)[126..], Close);
    }

    [Fact]
    public void Untruncated_components_are_standard_normal()
    {
        double[] sample = Sample(Truncation.None);
        Assert.Equal(0, sample.Average(), 4 / Math.Sqrt(sample.Length));
        Assert.Equal(1, Moment(sample, 2), 4 * Math.Sqrt(2.0 / sample.Length));
        Assert.Equal(0, Moment(sample, 3), 4 * Math.Sqrt(15.0 / sample.Length));
        Assert.Equal(3, Moment(sample, 4), 4 * Math.Sqrt(96.0 / sample.Length));
        Assert.True(KolmogorovSmirnov(sample, z => 0.5 + Math.Sign(z) * NormalDistribution.CentralMass(Math.Abs(z)) / 2) < 1.95 / Math.Sqrt(sample.Length));
    }

    [Theory]
    [InlineData(0.04f)]
    [InlineData(0.5f)]
    [InlineData(1f)]
    [InlineData(2f)]
    public void Threshold_truncation_is_the_normal_conditioned_on_the_bound(float threshold)
    {
        double[] sample = Sample(Truncation.Threshold(threshold));
        double mass = NormalDistribution.CentralMass(threshold);
        Assert.All(sample, z => Assert.InRange(z, -threshold, threshold));
        Assert.True(sample.Max() > 0.99 * threshold && sample.Min() < -0.99 * threshold);
        Assert.Equal(Math.Sqrt(TruncatedVariance(threshold)), Math.Sqrt(Moment(sample, 2)), 0.01 * threshold);
        Assert.True(KolmogorovSmirnov(sample, z =>
            0.5 + Math.Sign(z) * NormalDistribution.CentralMass(Math.Abs(z)) / mass / 2) < 1.95 / Math.Sqrt(sample.Length));
    }

    // Standard deviations of the two truncations at the values people use.
    [Theory]
    [InlineData(TruncationKind.Threshold, 0.5f, 0.284)]
    [InlineData(TruncationKind.Threshold, 1f, 0.540)]
    [InlineData(TruncationKind.Scaled, 0.5f, 0.440)]
    [InlineData(TruncationKind.Scaled, 1f, 0.880)]
    public void Kinds_of_truncation_differ_as_published(TruncationKind kind, float value, double sd)
    {
        double[] sample = Sample(kind == TruncationKind.Threshold ? Truncation.Threshold(value) : Truncation.Scaled(value));
        Assert.Equal(sd, Math.Sqrt(Moment(sample, 2)), 0.02 * sd);
        double bound = kind == TruncationKind.Threshold ? value : 2 * value;
        Assert.All(sample, z => Assert.InRange(z, -bound, bound));
    }

    [Fact]
    public void A_huge_threshold_truncates_nothing() =>
        Assert.Equal(Vector(new LatentStream(5), 1, 2, 33), Vector(new LatentStream(5, Truncation.Threshold(1000)), 1, 2, 33));

    [Fact]
    public void Every_part_of_the_address_matters()
    {
        float[] here = Vector(new LatentStream(7), 3, 11, 16);
        Assert.Equal(here, Vector(new LatentStream(7), 3, 11, 16));
        float[][] elsewhere =
        [
            Vector(new LatentStream(8), 3, 11, 16), Vector(new LatentStream(7 + (1L << 32)), 3, 11, 16), Vector(new LatentStream(-7), 3, 11, 16),
            Vector(new LatentStream(7), 4, 11, 16), Vector(new LatentStream(7), 3, 12, 16), Vector(new LatentStream(7), 3, 11 + (1L << 32), 16),
        ];
        Assert.All(elsewhere, other => Assert.Empty(here.Intersect(other)));
        Assert.Equal(16, here.Distinct().Count());
    }

    [Fact]
    public void A_longer_vector_begins_with_the_shorter() =>
        Assert.Equal(Vector(new LatentStream(1), 0, 0, 7), Vector(new LatentStream(1), 0, 0, 128)[..7]);

    [Fact]
    public void Classes_rows_and_components_are_uncorrelated()
    {
        var stream = new LatentStream(3);
        float[] a = [.. Enumerable.Range(0, 4000).SelectMany(r => Vector(stream, 0, r, 8))];
        float[] nextRow = [.. Enumerable.Range(1, 4000).SelectMany(r => Vector(stream, 0, r, 8))];
        float[] nextClass = [.. Enumerable.Range(0, 4000).SelectMany(r => Vector(stream, 1, r, 8))];
        foreach (float[] b in new[] { nextRow, nextClass, [.. a[1..], 0f] })
            Assert.Equal(0, a.Zip(b, (x, y) => (double)x * y).Average(), 4 / Math.Sqrt(a.Length));
    }

    [Fact]
    public void Negative_addresses_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Vector(new LatentStream(0), -1, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Vector(new LatentStream(0), 0, -1, 1));
    }

    private static float[] Vector(LatentStream stream, int c, long row, int size)
    {
        var z = new float[size];
        stream.Fill(c, row, z);
        return z;
    }

    private static double[] Sample(Truncation truncation)
    {
        var stream = new LatentStream(42, truncation);
        return [.. Enumerable.Range(0, Rows).SelectMany(row => Vector(stream, row % 10, row, Size)).Select(z => (double)z)];
    }

    private static double Moment(double[] sample, int order) => sample.Average(z => Math.Pow(z, order));

    // Var(z | |z| ≤ τ) = 1 − 2τφ(τ) / P(|z| ≤ τ).
    private static double TruncatedVariance(double t) => 1 - 2 * t * Math.Exp(-t * t / 2) / Math.Sqrt(2 * Math.PI) / NormalDistribution.CentralMass(t);

    private static double KolmogorovSmirnov(double[] sample, Func<double, double> cdf)
    {
        double[] sorted = [.. sample.Order()];
        return sorted.Select((z, i) => Math.Max(cdf(z) - (double)i / sorted.Length, (i + 1.0) / sorted.Length - cdf(z))).Max();
    }

    // Logarithm and root may differ in the last bit between platforms.
    private static bool Close(float a, float b) => Math.Abs(a - b) <= 1e-6f;
}
