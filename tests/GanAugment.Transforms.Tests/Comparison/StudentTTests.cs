using GanAugment.Transforms.Comparison;

namespace GanAugment.Transforms.Tests.Comparison;

public class StudentTTests
{
    [Theory]
    [InlineData(1, 12.706)]
    [InlineData(4, 2.776)]
    [InlineData(30, 2.042)]
    [InlineData(40, 2.021)]
    [InlineData(120, 1.980)]
    public void Points_are_those_of_the_table(int degreesOfFreedom, double point) => Assert.Equal(point, StudentT.TwoSided95(degreesOfFreedom), 0.0025);

    [Fact]
    public void Without_a_degree_of_freedom_nothing_is_known() => Assert.Equal(double.PositiveInfinity, StudentT.TwoSided95(0));
}
