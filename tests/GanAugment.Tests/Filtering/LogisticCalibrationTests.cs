using GanAugment.Filtering;

namespace GanAugment.Tests.Filtering;

public class LogisticCalibrationTests
{
    [Fact]
    public void It_finds_the_log_odds_of_two_normal_distributions()
    {
        // N(1, 1) against N(0, 1) has log odds x − ½; the figures are 10 x + 3.
        double[] normal = [.. Enumerable.Range(0, 4000).Select(i => Quantile((i + 0.5) / 4000))];
        LogisticCalibration fit = LogisticCalibration.Fit([.. normal.Select(x => 10 * (x + 1) + 3)], [.. normal.Select(x => 10 * x + 3)]);
        Assert.Equal(0.1, fit.Slope, 0.002);
        Assert.Equal(-0.5, fit.LogOdds(3), 0.01);
        Assert.Equal(0, fit.LogOdds(8), 0.01);
    }

    [Fact]
    public void Sets_that_are_apart_and_of_different_size_have_a_finite_slope()
    {
        LogisticCalibration fit = LogisticCalibration.Fit([5, 6], [.. Enumerable.Repeat(-5.0, 300)]);
        Assert.True(double.IsFinite(fit.Slope) && fit.Slope > 0);
        Assert.True(fit.LogOdds(5) > 0 && fit.LogOdds(-5) < 0);
    }

    [Fact]
    public void Equal_figures_say_nothing()
    {
        LogisticCalibration fit = LogisticCalibration.Fit([2, 2, 2], [2, 2, 2]);
        Assert.Equal(0, fit.LogOdds(2), 1e-3);
        Assert.Equal(0, fit.Slope, 1e-3);
    }

    // Good to three decimals (Abramowitz and Stegun 26.2.23).
    private static double Quantile(double p)
    {
        double t = Math.Sqrt(-2 * Math.Log(Math.Min(p, 1 - p)));
        double x = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
        return p < 0.5 ? -x : x;
    }
}
