using GanAugment.Data;
using GanAugment.Training.Networks;
using GanAugment.Training.Watch;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Watch;

public class DiscriminatorGaugeTests
{
    private static readonly LabelledImageSet Data = Shapes.Make([60, 55, 4]);

    [Fact]
    public void It_asks_about_images_of_both_kinds_in_the_same_class_proportions()
    {
        using var scope = NewDisposeScope();
        TrainingPlan plan = new TrainingOptions { Seed = 2, HoldOut = 0.1, BaseChannels = 2, Device = "cpu" }.Resolve(Data);
        var (training, heldOut) = HoldOut.Part(Data, 0.1, 2);
        var batches = new Batches(training, plan, CPU);
        using var state = new TrainingState(plan, CPU);
        state.Discriminator.train();
        DiscriminatorJudgement found = new DiscriminatorGauge(batches, plan, heldOut, CPU).Ask(state.Discriminator);
        Assert.True(state.Discriminator.training);

        int[] counts = heldOut.CountPerClass();
        Assert.Equal([6, 6, 0], counts);
        int[] asked = [.. Enumerable.Range(0, 6), .. Enumerable.Range(54, 6)];
        state.Discriminator.eval();
        float[] logits = Judge(state.Discriminator, batches, asked), held = Judge(state.Discriminator, new Batches(heldOut, plan, CPU),
            [.. Enumerable.Range(0, 12)]);
        Assert.Equal(logits.Average(x => (double)x), found.TrainingMean, 1e-5);
        Assert.Equal(logits.Count(x => x > 0) / 12.0, found.TrainingAboveZero);
        Assert.Equal(held.Average(x => (double)x), found.HeldOutMean!.Value, 1e-5);
        Assert.Equal(held.Count(x => x > 0) / 12.0, found.HeldOutAboveZero);
    }

    [Fact]
    public void Without_images_held_out_it_asks_about_training_images_alone()
    {
        using var scope = NewDisposeScope();
        TrainingPlan plan = new TrainingOptions { HoldOut = 0, BaseChannels = 2, Device = "cpu" }.Resolve(Data);
        using var state = new TrainingState(plan, CPU);
        DiscriminatorJudgement found = new DiscriminatorGauge(new Batches(Data, plan, CPU), plan, new Subset(Data, []), CPU).Ask(state.Discriminator);
        Assert.Null(found.HeldOutMean);
        Assert.Null(found.HeldOutAboveZero);
        Assert.InRange(found.TrainingAboveZero, 0, 1);
    }

    private static float[] Judge(BigGanDiscriminator discriminator, Batches batches, int[] indices) =>
        TensorAssert.Values(discriminator.call(batches.Images(indices), batches.OneHot([.. indices.Select(i => batches.Labels[i])])));
}
