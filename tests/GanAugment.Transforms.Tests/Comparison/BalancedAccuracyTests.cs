using GanAugment.Transforms.Comparison;

namespace GanAugment.Transforms.Tests.Comparison;

public class BalancedAccuracyTests
{
    [Fact]
    public void Every_class_counts_alike_however_many_images_it_has()
    {
        int[] labels = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1];
        bool[] right = [true, true, true, true, true, true, true, true, false, false];
        Assert.Equal(0.5, BalancedAccuracy.Of(right, labels, 2));
    }

    [Fact]
    public void A_class_without_images_has_no_recall_and_does_not_count()
    {
        Assert.Equal([1, double.NaN, 0], BalancedAccuracy.Recalls([true, false], [0, 2], 3));
        Assert.Equal(0.5, BalancedAccuracy.Of([true, false], [0, 2], 3));
    }
}
