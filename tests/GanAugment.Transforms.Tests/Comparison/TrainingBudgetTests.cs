using GanAugment.Transforms.Comparison;

namespace GanAugment.Transforms.Tests.Comparison;

public class TrainingBudgetTests
{
    [Fact]
    public void L2_on_a_summed_loss_grows_with_the_total_weight()
    {
        Assert.Equal(2.5f, new TrainingBudget(2500, 2500, null, 0).L2OnSummedLoss(1e-3));
        Assert.Equal(10f, new TrainingBudget(2500, 10_000, "Weight", 0).L2OnSummedLoss(1e-3));
    }

    [Theory]
    [InlineData(2500, 40)]
    [InlineData(10_000, 10)]
    [InlineData(1_000_000, 1)]
    public void Passes_keep_the_number_of_steps(long rows, int passes) => Assert.Equal(passes, new TrainingBudget(rows, rows, null, 0).Passes(100_000));
}
