using GanAugment.Data;
using GanAugment.Training.Networks;
using GanAugment.Training.Steps;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Steps;

public class HeldOutSignalTests
{
    private static readonly DifferentiableAugment NoChange = new(AugmentationPolicy.None, 0);

    // Gray squares of one level: D below answers in proportion to it.
    private static LabelledImageSet Levels(params (int Label, byte Level)[] images)
    {
        var shape = new ImageShape(1, 32, 32);
        return new LabelledImageSet("levels", shape, new ClassMap(["a", "b"]), [.. images.Select(i => i.Label)],
            images.SelectMany(i => Enumerable.Repeat(i.Level, shape.Length)).ToArray());
    }

    private static double Measure(LabelledImageSet training, LabelledImageSet heldOut, double fake)
    {
        using var scope = NewDisposeScope();
        TrainingPlan plan = new TrainingOptions { BaseChannels = 1, LatentSize = 8, Device = "cpu", DiscriminatorSpectralNorm = false }.Resolve(training);
        using var discriminator = new BigGanDiscriminator(plan.Network);
        // Only shortcuts, all ones: every block passes the image on, and D is its mean, up to a factor, of what is above 0.
        using (no_grad())
            foreach (var (name, parameter) in discriminator.named_parameters())
                if (name.EndsWith("shortcut.weight", StringComparison.Ordinal) || name == "linear.weight") parameter.fill_(1);
        discriminator.train();
        var signal = new HeldOutSignal(discriminator, new Batches(training, plan, CPU), new Batches(heldOut, plan, CPU), 8, 1);
        using Tensor one = ones(1, 1, 32, 32);
        double unit = discriminator.call(one, zeros(1, 2)).item<float>();
        double measured = signal.Measure(3, NoChange, y => y, fake * unit);
        Assert.Equal(measured, signal.Measure(3, NoChange, y => y, fake * unit));
        Assert.True(discriminator.training);
        return measured;
    }

    [Fact]
    public void It_is_0_where_unseen_images_are_judged_as_training_images_are() =>
        Assert.Equal(0, Measure(Levels((0, 255), (1, 255)), Levels((0, 255)), fake: 0), 5);

    [Fact]
    public void It_is_1_where_unseen_images_are_judged_as_generated_ones_are() =>
        Assert.Equal(1, Measure(Levels((0, 255), (1, 255)), Levels((0, 0)), fake: 0), 5);

    [Fact]
    public void It_compares_with_training_images_of_the_same_classes() =>
        // Class b is darker in training too: no overfitting.
        Assert.Equal(0, Measure(Levels((0, 255), (1, 191)), Levels((1, 191)), fake: 0), 5);

    [Fact]
    public void It_is_0_where_training_images_look_no_better_than_generated_ones() =>
        Assert.Equal(0, Measure(Levels((0, 200), (1, 200)), Levels((0, 150)), fake: 1));
}
