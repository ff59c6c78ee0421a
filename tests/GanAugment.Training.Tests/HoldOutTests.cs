using GanAugment.Data;

namespace GanAugment.Training.Tests;

public class HoldOutTests
{
    [Fact]
    public void Large_classes_give_their_share_and_small_ones_nothing()
    {
        LabelledImageSet data = Shapes.Make([200, 49, 50], size: 8);
        var (training, heldOut) = HoldOut.Part(data, 0.02, seed: 5);
        Assert.Equal([4, 0, 1], heldOut.CountPerClass());
        Assert.Equal([196, 49, 49], training.CountPerClass());
    }

    [Fact]
    public void Both_parts_together_are_the_data_in_order_and_the_seed_chooses()
    {
        LabelledImageSet data = Shapes.Make([200, 60], size: 8);
        var (training, heldOut) = HoldOut.Part(data, 0.1, seed: 5);
        int[] kept = [.. ((Subset)training).Indices], gone = [.. ((Subset)heldOut).Indices];
        Assert.Equal(Enumerable.Range(0, 260), kept.Concat(gone).Order());
        Assert.Equal(kept.Order(), kept);
        Assert.Equal(gone, ((Subset)HoldOut.Part(data, 0.1, seed: 5).HeldOut).Indices);
        Assert.NotEqual(gone, ((Subset)HoldOut.Part(data, 0.1, seed: 6).HeldOut).Indices);
    }

    [Fact]
    public void By_default_nothing_is_held_out_of_small_data()
    {
        Assert.Equal(0, HoldOut.Share(null, Shapes.Make([49, 2])));
        Assert.Equal(HoldOut.DefaultShare, HoldOut.Share(null, Shapes.Make([50, 2])));
        Assert.Equal(0, HoldOut.Share(0, Shapes.Make([5000, 2], size: 8)));
        LabelledImageSet data = Shapes.Make([10, 10]);
        var (training, heldOut) = HoldOut.Part(data, 0.5, seed: 1);
        Assert.Same(data, training);
        Assert.Empty(heldOut.Labels);
    }

    [Fact]
    public void The_plan_describes_what_is_trained_on()
    {
        LabelledImageSet data = Shapes.Make([100, 3], size: 8);
        TrainingPlan plan = new TrainingOptions { Seed = 7, HoldOut = 0.1 }.Resolve(data);
        Assert.Equal([90, 3], plan.Data.ImagesPerClass);
        Assert.Equal([10, 0], plan.Data.HeldOutPerClass);
        Assert.Equal(DatasetFingerprint.Compute(HoldOut.Part(data, 0.1, 7).Training), plan.Data.Fingerprint);
        Assert.Equal(DatasetFingerprint.Compute(data), new TrainingOptions { HoldOut = 0 }.Resolve(data).Data.Fingerprint);
    }
}
