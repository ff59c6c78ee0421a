using GanAugment.Generation;

namespace GanAugment.Tests.Generation;

public class InterpolationTests
{
    private static readonly LatentPath[] Paths = Enum.GetValues<LatentPath>();

    [Theory]
    [InlineData(LatentPath.Spherical)]
    [InlineData(LatentPath.Linear)]
    [InlineData(LatentPath.Renormalized)]
    public void Both_ends_are_the_latents_themselves(LatentPath path)
    {
        var (a, b) = (Normal(1, 64), Normal(2, 64));
        Assert.Equal(a, Point(path, a, b, 0));
        Assert.Equal(b, Point(path, a, b, 1));
    }

    [Fact]
    public void The_spherical_way_turns_at_constant_speed_and_changes_length_linearly()
    {
        var (a, b) = (Normal(1, 64), Normal(2, 64));
        double whole = Angle(a, b);
        foreach (double t in new[] { 0.1, 0.25, 0.5, 0.8 })
        {
            float[] p = Point(LatentPath.Spherical, a, b, t);
            Assert.Equal(t * whole, Angle(a, p), 1e-6);
            Assert.Equal((1 - t) * whole, Angle(p, b), 1e-6);
            Assert.Equal((1 - t) * Length(a) + t * Length(b), Length(p), 1e-4);
        }
    }

    [Fact]
    public void The_straight_way_gets_short_in_the_middle_and_the_other_two_keep_the_length_of_normal_latents()
    {
        double[] lengths = [.. Paths.Select(path => Enumerable.Range(0, 200)
            .Average(i => Length(Point(path, Normal(i, 128), Normal(1000 + i, 128), 0.5)) / Math.Sqrt(128)))];
        Assert.Equal(1, lengths[(int)LatentPath.Spherical], 0.01);
        Assert.Equal(Math.Sqrt(0.5), lengths[(int)LatentPath.Linear], 0.01);
        Assert.Equal(1, lengths[(int)LatentPath.Renormalized], 0.01);
    }

    [Fact]
    public void The_renormalised_way_goes_in_the_direction_of_the_straight_one()
    {
        var (a, b) = (Normal(1, 16), Normal(2, 16));
        Assert.Equal(0, Angle(Point(LatentPath.Linear, a, b, 0.3), Point(LatentPath.Renormalized, a, b, 0.3)), 1e-3);
    }

    [Fact]
    public void Nearly_parallel_latents_are_joined_without_loss()
    {
        float[] a = Normal(1, 64);
        float[] b = [.. a.Select((v, i) => i == 5 ? MathF.BitIncrement(v) : v)];
        foreach (LatentPath path in Paths)
            for (double t = 0.125; t < 1; t += 0.125)
                Assert.All(Point(path, a, b, t).Zip(a), pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
        Assert.Equal(a, Point(LatentPath.Spherical, a, a, 0.5));
    }

    [Theory]
    [InlineData(LatentPath.Spherical)]
    [InlineData(LatentPath.Renormalized)]
    public void Opposite_latents_are_joined_by_half_a_turn_of_full_length(LatentPath path)
    {
        float[] a = Normal(1, 64), b = [.. a.Select(v => -v)], middle = Point(path, a, b, 0.5);
        Assert.Equal(Length(a), Length(middle), 1e-4);
        Assert.Equal(Math.PI / 2, Angle(a, middle), 1e-6);
        Assert.Equal(middle, Point(path, a, b, 0.5));
    }

    [Fact]
    public void Nearly_opposite_latents_are_joined_through_the_plane_they_lie_in()
    {
        float[] a = new float[8], b = new float[8];
        (a[0], b[0], b[3]) = (1, -1, 1e-3f);
        float[] middle = Point(LatentPath.Spherical, a, b, 0.5);
        Assert.Equal(1, middle[3], 1e-3f);
        Assert.All(middle.Where((_, i) => i is not 0 and not 3), v => Assert.Equal(0, v));
    }

    [Fact]
    public void From_zero_and_in_one_dimension_the_way_is_straight()
    {
        foreach (LatentPath path in Paths)
        {
            Assert.Equal([1.5f, -3], Point(path, [0, 0], [3, -6], 0.5));
            Assert.Equal([0], Point(path, [-2], [2], 0.5));
        }
    }

    [Fact]
    public void A_point_may_replace_an_end()
    {
        foreach (LatentPath path in Paths)
        {
            float[] a = Normal(1, 8), b = Normal(2, 8), expected = Point(path, a, b, 0.4);
            Interpolation.Latents(path, a, b, 0.4, a);
            Assert.Equal(expected, a);
        }
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Outside_of_the_way_there_is_nothing(double t)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Point(LatentPath.Linear, [1], [2], t));
        Assert.Throws<ArgumentOutOfRangeException>(() => Interpolation.Classes(0, 1, t, new float[2]));
    }

    [Fact]
    public void Class_mixtures_are_convex()
    {
        var y = new float[] { 9, 9, 9 };
        Interpolation.Classes(0, 2, 0.25, y);
        Assert.Equal([0.75f, 0, 0.25f], y);
        Interpolation.Classes(1, 1, 0.3, y);
        Assert.Equal([0, 1, 0], y);
    }

    private static float[] Normal(long seed, int size)
    {
        var z = new float[size];
        new LatentStream(seed).Fill(0, 0, z);
        return z;
    }

    private static float[] Point(LatentPath path, float[] from, float[] to, double t)
    {
        var point = new float[from.Length];
        Interpolation.Latents(path, from, to, t, point);
        return point;
    }

    private static double Length(float[] v) => Math.Sqrt(v.Sum(x => (double)x * x));

    private static double Angle(float[] a, float[] b)
    {
        double dot = a.Zip(b).Sum(pair => (double)pair.First * pair.Second);
        return Math.Acos(Math.Clamp(dot / (Length(a) * Length(b)), -1, 1));
    }
}
