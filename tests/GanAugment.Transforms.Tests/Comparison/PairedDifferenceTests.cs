using GanAugment.Transforms.Comparison;

namespace GanAugment.Transforms.Tests.Comparison;

public class PairedDifferenceTests
{
    // Two classes of 50 images each, the first 50 of class 0.
    private static readonly int[] Labels = [.. Enumerable.Range(0, 100).Select(i => i / 50)];

    [Fact]
    public void Equal_arms_differ_by_nothing()
    {
        bool[][] right = [Right(40, 30), Right(41, 29)];
        var difference = PairedDifference.Between("none", right, right, Labels, 2);
        Assert.Equal((0, 0.0, 0), (difference.Mean, difference.SeedError, difference.TestError));
        Assert.Equal(Verdict.NoMeasurableGain, difference.Verdict);
    }

    [Fact]
    public void The_mean_and_the_t_interval_over_seeds_are_those_of_the_textbook()
    {
        // Balanced accuracies 70, 72, 74 against 60, 61, 62 points: differences 10, 11, 12.
        bool[][] mine = [Right(35, 35), Right(36, 36), Right(37, 37)], theirs = [Right(30, 30), Right(30, 31), Right(31, 31)];
        var difference = PairedDifference.Between("none", mine, theirs, Labels, 2);
        Assert.Equal(11, difference.Mean, 10);
        Assert.Equal(4.3027 * 1 / Math.Sqrt(3), difference.SeedError!.Value, 4);
    }

    [Fact]
    public void The_test_images_being_a_sample_widens_the_interval()
    {
        // Without spread over seeds: class 0 differs in 10 of 50 images, class 1 in none.
        bool[][] mine = [Right(40, 40), Right(40, 40)], theirs = [Right(30, 40), Right(30, 40)];
        var difference = PairedDifference.Between("none", mine, theirs, Labels, 2);
        double deviation = 100 * Math.Sqrt(0.2 * 0.8 * 50 / 49);
        Assert.Equal(0, difference.SeedError!.Value, 10);
        Assert.Equal(1.96 * deviation / Math.Sqrt(50) / 2, difference.TestError, 8);
        Assert.Equal((10, Verdict.Gain), (Math.Round(difference.Mean, 8), difference.Verdict));
        Assert.Equal(Verdict.Harm, PairedDifference.Between("x", theirs, mine, Labels, 2).Verdict);
    }

    [Fact]
    public void A_difference_within_the_noise_is_no_measurable_gain()
    {
        bool[][] mine = [Right(31, 40), Right(30, 40), Right(30, 41)], theirs = [Right(30, 40), Right(30, 40), Right(30, 40)];
        var difference = PairedDifference.Between("none", mine, theirs, Labels, 2);
        Assert.True(difference.Mean > 0);
        Assert.Equal(Verdict.NoMeasurableGain, difference.Verdict);
    }

    [Fact]
    public void One_seed_allows_no_conclusion()
    {
        var difference = PairedDifference.Between("none", [Right(50, 50)], [Right(0, 0)], Labels, 2);
        Assert.Null(difference.HalfWidth);
        Assert.Equal(Verdict.NoMeasurableGain, difference.Verdict);
    }

    [Theory]
    [InlineData(1.24, 0.4, "+1.2 ± 0.5")]
    [InlineData(-2, 0.0, "−2.0 ± 0.3")]
    public void It_prints_in_points(double mean, double seedError, string text) =>
        Assert.Equal(text, new PairedDifference("none", mean, seedError, 0.3).ToString());

    private static bool[] Right(int ofClass0, int ofClass1) => [.. Enumerable.Range(0, 100).Select(i => i < 50 ? i < ofClass0 : i - 50 < ofClass1)];
}
