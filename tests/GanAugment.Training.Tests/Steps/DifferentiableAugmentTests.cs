using GanAugment.Training.Steps;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Steps;

public class DifferentiableAugmentTests
{
    private const int Size = 16;

    // Every value differs and none is 0, so that places can be told apart.
    private static Tensor Images(int count, int channels = 1) =>
        tensor(Enumerable.Range(0, count * channels * Size * Size).Select(i => 0.1f + i % 4096 / 8192f).ToArray(), [count, channels, Size, Size]);

    [Fact]
    public void Nothing_is_nothing()
    {
        using var scope = NewDisposeScope();
        TensorAssert.Same(Images(2), new DifferentiableAugment(AugmentationPolicy.None, 1).Apply(Images(2), 0));
    }

    [Fact]
    public void Translation_moves_whole_images_by_up_to_an_eighth_and_fills_with_gray()
    {
        using var scope = NewDisposeScope();
        float[] before = TensorAssert.Values(Images(64)), after = TensorAssert.Values(new DifferentiableAugment(AugmentationPolicy.Translation,
            1).Apply(Images(64), 0));
        HashSet<(int, int)> seen = [];
        for (int n = 0; n < 64; n++)
        {
            (int Y, int X)[] fits = [.. from dy in Enumerable.Range(-2, 5) from dx in Enumerable.Range(-2, 5)
                where Enumerable.Range(0, Size * Size).All(i => after[n * Size * Size + i] == At(n, i / Size + dy, i % Size + dx)) select (dy, dx)];
            seen.Add(Assert.Single(fits));
        }

        Assert.True(seen.Count > 15, $"only {seen.Count} of 25 shifts in 64 images");
        float At(int n, int y, int x) => y is >= 0 and < Size && x is >= 0 and < Size ? before[(n * Size + y) * Size + x] : 0;
    }

    [Fact]
    public void Cutout_blanks_a_square_of_half_the_size()
    {
        using var scope = NewDisposeScope();
        float[] after = TensorAssert.Values(new DifferentiableAugment(AugmentationPolicy.Cutout, 1).Apply(Images(64), 0));
        int[] blank = [.. Enumerable.Range(0, 64).Select(n => after.AsSpan(n * Size * Size, Size * Size).Count(0f))];
        Assert.All(blank, count => Assert.InRange(count, 16, 64));
        Assert.Contains(64, blank);
        Assert.True(blank.Distinct().Count() > 1);
    }

    [Fact]
    public void Color_changes_brightness_and_contrast_of_each_image_by_its_own_values()
    {
        using var scope = NewDisposeScope();
        Tensor before = Images(4, 3), after = new DifferentiableAugment(AugmentationPolicy.Color, 1).Apply(before, 0);
        float[] shifts = TensorAssert.Values(after.mean([1, 2, 3]) - before.mean([1, 2, 3]));
        Assert.All(shifts, s => Assert.InRange(s, -0.5f, 0.5f));
        Assert.Equal(4, shifts.Distinct().Count());
    }

    [Fact]
    public void A_batch_number_fixes_the_changes_and_another_makes_others()
    {
        using var scope = NewDisposeScope();
        var augment = new DifferentiableAugment(AugmentationPolicy.Color | AugmentationPolicy.Translation | AugmentationPolicy.Cutout, 1);
        TensorAssert.Same(augment.Apply(Images(4), 7), augment.Apply(Images(4), 7));
        Assert.NotEqual(TensorAssert.Values(augment.Apply(Images(4), 7)), TensorAssert.Values(augment.Apply(Images(4), 8)));
    }

    [Fact]
    public void Gradients_reach_exactly_the_pixels_that_stay_visible()
    {
        using var scope = NewDisposeScope();
        Tensor x = Images(3).requires_grad_();
        Tensor shown = new DifferentiableAugment(AugmentationPolicy.Translation | AugmentationPolicy.Cutout, 1).Apply(x, 0);
        shown.sum().backward();
        float[] gradient = TensorAssert.Values(x.grad!);
        Assert.All(gradient, g => Assert.True(g is 0 or 1));
        Assert.Equal(TensorAssert.Values(shown).Count(v => v != 0), gradient.Count(g => g == 1));
    }
}
