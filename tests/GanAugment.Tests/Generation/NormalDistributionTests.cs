using GanAugment.Generation;

namespace GanAugment.Tests.Generation;

public class NormalDistributionTests
{
    // The check values printed with AS 241, and table values of Φ⁻¹.
    [Theory]
    [InlineData(0.25, -0.67448975019608171)]
    [InlineData(0.001, -3.0902323061678132)]
    [InlineData(0.975, 1.9599639845400543)]
    [InlineData(0.5, 0)]
    public void Quantiles_agree_with_published_values(double p, double z)
    {
        Assert.Equal(z, NormalDistribution.QuantileFromMedian(p - 0.5), 14);
    }

    [Theory]
    [InlineData(0.5, 0.38292492254802621)]
    [InlineData(1, 0.68268949213708590)]
    [InlineData(2, 0.95449973610364159)]
    [InlineData(6, 0.99999999802682471)]
    [InlineData(9, 1)]
    public void Central_masses_agree_with_published_values(double threshold, double mass) =>
        Assert.Equal(mass, NormalDistribution.CentralMass(threshold), 2e-15);

    [Theory]
    [InlineData(1e-6)]
    [InlineData(0.04)]
    [InlineData(0.5)]
    [InlineData(1.5)]
    [InlineData(3)]
    [InlineData(5.5)]
    public void Quantile_and_mass_invert_each_other(double threshold) =>
        Assert.Equal(threshold, NormalDistribution.QuantileFromMedian(NormalDistribution.CentralMass(threshold) / 2), threshold < 5 ? threshold * 1e-11 : 1e-7);
}
