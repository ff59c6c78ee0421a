using GanAugment.Training.Steps;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Steps;

public class ColorMapTests
{
    private static float[] Map(Action<ColorMap> steps, params float[] color)
    {
        using var scope = NewDisposeScope();
        var map = new ColorMap();
        steps(map);
        return TensorAssert.Values(ColorMap.Apply(tensor(color, [1, color.Length, 1, 1]), [map]));
    }

    private static void Close(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 5);
    }

    [Fact]
    public void Brightness_adds_and_contrast_multiplies_in_the_order_written()
    {
        Close([0.4f, 0.1f, -0.3f], Map(m => m.Brighten(0.2), 0.2f, -0.1f, -0.5f));
        Close([0.3f, -0.15f, -0.75f], Map(m => m.Contrast(1.5), 0.2f, -0.1f, -0.5f));
        Close([0.8f, 0.2f, -0.6f], Map(m => { m.Brighten(0.2); m.Contrast(2); }, 0.2f, -0.1f, -0.5f));
    }

    [Fact]
    public void Flipping_luma_negates_the_mean_and_keeps_what_differs_from_it()
    {
        // Mean 0.2, differences (0.4, −0.1, −0.3).
        Close([0.2f, -0.3f, -0.5f], Map(m => m.FlipLuma(), 0.6f, 0.1f, -0.1f));
        Close([0.6f, 0.1f, -0.1f], Map(m => { m.FlipLuma(); m.FlipLuma(); }, 0.6f, 0.1f, -0.1f));
    }

    [Fact]
    public void Hue_turns_red_to_green_to_blue_in_thirds()
    {
        Close([0, 1, 0], Map(m => m.TurnHue(2 * Math.PI / 3), 1, 0, 0));
        Close([0, 0, 1], Map(m => m.TurnHue(4 * Math.PI / 3), 1, 0, 0));
        Close([1, 0, 0], Map(m => { m.TurnHue(1.1); m.TurnHue(-1.1); }, 1, 0, 0));
    }

    [Fact]
    public void Hue_keeps_mean_and_distance_from_gray()
    {
        float[] turned = Map(m => m.TurnHue(0.7), 0.6f, 0.1f, -0.1f);
        Assert.Equal(0.2, turned.Average(), 5);
        Assert.Equal(0.26, turned.Sum(v => (v - 0.2) * (v - 0.2)), 5);
    }

    [Fact]
    public void Saturation_multiplies_what_differs_from_the_mean() => Close([1f, 0f, -0.4f], Map(m => m.Saturate(2), 0.6f, 0.1f, -0.1f));

    [Fact]
    public void Gray_images_of_one_channel_fare_as_gray_ones_of_three()
    {
        static void Steps(ColorMap m)
        {
            m.Brighten(0.1);
            m.Contrast(1.7);
            m.FlipLuma();
            m.TurnHue(1);
            m.Saturate(3);
        }

        float[] three = Map(Steps, 0.3f, 0.3f, 0.3f);
        Close([-0.68f, -0.68f, -0.68f], three);
        Close([-0.68f], Map(Steps, 0.3f));
    }

    [Fact]
    public void Alpha_is_left_alone() => Close([0.4f, 0.1f, -0.3f, 0.9f], Map(m => m.Brighten(0.2), 0.2f, -0.1f, -0.5f, 0.9f));

    [Fact]
    public void An_image_without_a_change_keeps_its_values_beside_others()
    {
        using var scope = NewDisposeScope();
        Tensor x = tensor(Enumerable.Range(0, 24).Select(i => i / 7f - 1).ToArray(), [2, 3, 2, 2]);
        var changed = new ColorMap();
        changed.Contrast(1.3);
        TensorAssert.Same(x.select(0, 1), ColorMap.Apply(x, [changed, new ColorMap()]).select(0, 1));
    }
}
