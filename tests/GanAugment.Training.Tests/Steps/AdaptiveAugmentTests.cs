using GanAugment.Training.Steps;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Steps;

public class AdaptiveAugmentTests
{
    private const int Size = 8, Count = 1000;

    // A small image without symmetry, many times.
    private static Tensor Image(int channels = 1) => tensor(Enumerable.Range(0, channels * Size * Size).Select(i => (float)Math.Sin(1 + i * i % 97)).ToArray(),
        [1, channels, Size, Size]);

    private static Tensor Many(int count = Count, int channels = 1) => Image(channels).expand(count, channels, Size, Size).contiguous();

    private static AdaptiveAugment Augment(AdaptiveOperations operations, double probability) => new(operations, () => (float)probability, 5);

    private static float[] PerImage(Tensor x, Func<Tensor, Tensor> figure) => TensorAssert.Values(figure(x));

    [Fact]
    public void At_probability_0_nothing_changes()
    {
        using var scope = NewDisposeScope();
        TensorAssert.Same(Many(4, 3), Augment(AdaptiveOperations.All, 0).Apply(Many(4, 3), 1));
        TensorAssert.Same(Many(4, 3), Augment(AdaptiveOperations.None, 1).Apply(Many(4, 3), 1));
    }

    [Fact]
    public void A_batch_number_fixes_the_changes_and_another_makes_others()
    {
        using var scope = NewDisposeScope();
        AdaptiveAugment augment = Augment(AdaptiveOperations.All, 0.5);
        TensorAssert.Same(augment.Apply(Many(6, 3), 7), augment.Apply(Many(6, 3), 7));
        Assert.NotEqual(TensorAssert.Values(augment.Apply(Many(6, 3), 7)), TensorAssert.Values(augment.Apply(Many(6, 3), 8)));
    }

    [Theory]
    [InlineData(AdaptiveOperations.Flip, 0.5)]
    [InlineData(AdaptiveOperations.QuarterTurn, 0.75)]
    [InlineData(AdaptiveOperations.WholeShift, 0.75)] // Within a pixel each way, rounded: on each axis half of them stay.
    [InlineData(AdaptiveOperations.Scale, 1)]
    [InlineData(AdaptiveOperations.Turn, 1)]
    [InlineData(AdaptiveOperations.Stretch, 1)]
    [InlineData(AdaptiveOperations.Shift, 1)]
    [InlineData(AdaptiveOperations.Brightness, 1)]
    [InlineData(AdaptiveOperations.Contrast, 1)]
    [InlineData(AdaptiveOperations.LumaFlip, 0.5)]
    public void An_operation_happens_with_its_probability_and_leaves_the_other_images_their_bits(AdaptiveOperations operation, double effective)
    {
        using var scope = NewDisposeScope();
        foreach (double p in new[] { 0.2, 0.8 })
        {
            Tensor changed = Augment(operation, p).Apply(Many(), 3).ne(Many()).to(ScalarType.Float32).sum([1, 2, 3]).gt(0).to(ScalarType.Float32); // [N]
            Assert.InRange(changed.mean().item<float>(), p * effective - 0.05, p * effective + 0.05);
        }
    }

    [Theory]
    [InlineData(AdaptiveOperations.Hue)]
    [InlineData(AdaptiveOperations.Saturation)]
    public void Colours_of_gray_images_have_nothing_to_change(AdaptiveOperations operation)
    {
        using var scope = NewDisposeScope();
        TensorAssert.Close(Many(50), Augment(operation, 1).Apply(Many(50), 3), 1e-6);
        Assert.True((Augment(operation, 1).Apply(Many(50, 3), 3) - Many(50, 3)).abs().mean().item<float>() > 0.05);
    }

    [Fact]
    public void Raising_the_probability_changes_more_images_and_none_otherwise()
    {
        using var scope = NewDisposeScope();
        Tensor few = Augment(AdaptiveOperations.Brightness, 0.3).Apply(Many(200), 3), more = Augment(AdaptiveOperations.Brightness, 0.6).Apply(Many(200), 3);
        float[] first = PerImage(few - Many(200), d => d.mean([1, 2, 3])), second = PerImage(more - Many(200), d => d.mean([1, 2, 3]));
        Assert.All(first.Zip(second).Where(pair => pair.First != 0), pair => Assert.Equal(pair.First, pair.Second));
        Assert.True(second.Count(d => d != 0) > first.Count(d => d != 0));
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(0.8)]
    public void The_mean_over_many_flips_is_the_mixture_that_can_be_undone(double p)
    {
        using var scope = NewDisposeScope();
        // E T(x) = (1 − p/2) x + p/2 flip(x), invertible as long as p < 1.
        Tensor mean = Augment(AdaptiveOperations.Flip, p).Apply(Many(), 1).mean([0], true), x = Image();
        TensorAssert.Close(x * (1 - p / 2) + x.flip([3]) * (p / 2), mean, 0.08);
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(1)]
    public void The_mean_over_many_quarter_turns_leaves_the_plain_image_the_most_likely(double p)
    {
        using var scope = NewDisposeScope();
        Tensor mean = Augment(AdaptiveOperations.QuarterTurn, p).Apply(Many(), 1).mean([0], true), x = Image();
        Tensor turns = (x + x.transpose(2, 3).flip([3]) + x.flip([2, 3]) + x.transpose(2, 3).flip([2])) / 4;
        TensorAssert.Close(x * (1 - p) + turns * p, mean, 0.08);
    }

    [Fact]
    public void Brightness_and_contrast_have_the_published_spreads()
    {
        using var scope = NewDisposeScope();
        float[] added = PerImage(Augment(AdaptiveOperations.Brightness, 1).Apply(Many(), 1) - Many(), d => d.mean([1, 2, 3]));
        Assert.InRange(added.Average(), -0.02, 0.02);
        Assert.InRange(Math.Sqrt(added.Average(v => v * v)), 0.19, 0.21);
        float largest = Image().abs().max().item<float>();
        double[] octaves = [.. PerImage(Augment(AdaptiveOperations.Contrast, 1).Apply(Many(), 1), x => x.abs().amax([1, 2, 3])).Select(v =>
            Math.Log2(v / largest))];
        Assert.InRange(octaves.Average(), -0.04, 0.04);
        Assert.InRange(Math.Sqrt(octaves.Average(v => v * v)), 0.46, 0.54);
    }

    [Fact]
    public void Shifts_move_a_slope_by_the_published_spread()
    {
        using var scope = NewDisposeScope();
        // A slope's middle tells how far it went; deviation an eighth of 64 pixels, where few go far enough to meet the edge.
        Tensor slope = arange(64).to(ScalarType.Float32).view(1, 1, 1, 64).expand(60, 1, 64, 64).contiguous();
        Tensor moved = Augment(AdaptiveOperations.Shift, 1).Apply(slope, 1) - slope;
        float[] right = TensorAssert.Values(moved.narrow(2, 31, 2).narrow(3, 31, 2).mean([1, 2, 3]));
        Assert.InRange(right.Average(), -3, 3);
        Assert.InRange(Math.Sqrt(right.Average(v => v * v)), 6.4, 9.6);
    }

    [Fact]
    public void Scales_magnify_as_often_as_they_shrink()
    {
        using var scope = NewDisposeScope();
        Tensor slope = arange(32).to(ScalarType.Float32).view(1, 1, 1, 32).expand(300, 1, 32, 32).contiguous();
        Tensor scaled = Augment(AdaptiveOperations.Scale, 1).Apply(slope, 1);
        double[] octaves = [.. TensorAssert.Values((scaled.narrow(3, 18, 1) - scaled.narrow(3, 13, 1)).narrow(2, 15, 2).mean([1, 2, 3]))
            .Select(rise => -Math.Log2(rise / 5))];
        Assert.InRange(octaves.Average(), -0.04, 0.04);
        Assert.InRange(Math.Sqrt(octaves.Average(v => v * v)), 0.18, 0.22);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void Gradients_through_the_whole_pipe_are_those_of_finite_differences(int channels)
    {
        using var scope = NewDisposeScope();
        AdaptiveAugment augment = Augment(AdaptiveOperations.All, 0.7);
        Tensor x = Many(10, channels).requires_grad_(), direction = Many(10, channels).flip([2]), probe = Many(10, channels).flip([2, 3]);
        Tensor shown = augment.Apply(x, 2);
        Assert.Equal(x.shape, shown.shape);
        (shown * probe).sum().backward();
        // The pipe is affine in the image, so any step is small enough.
        double difference = ((augment.Apply(x.detach() + direction, 2) - shown.detach()) * probe).sum().item<float>();
        double along = (x.grad! * direction).sum().item<float>();
        Assert.InRange(along - difference, -1e-3 * Math.Abs(difference) - 1e-3, 1e-3 * Math.Abs(difference) + 1e-3);
    }
}
