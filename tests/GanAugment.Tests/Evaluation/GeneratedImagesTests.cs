using GanAugment.Data;
using GanAugment.Evaluation;
using GanAugment.Generation;
using GanAugment.Tests.Generation;

namespace GanAugment.Tests.Evaluation;

public class GeneratedImagesTests
{
    [Fact]
    public void They_are_the_sampler_s_rows_of_each_class_at_levels_of_a_file()
    {
        using var generator = new LinearGenerator();
        var images = new GeneratedImages(generator, [3, 0, 90], seed: 4);
        Assert.Equal(93, images.Labels.Count);
        Assert.Equal((0, 2, 2), (images.Labels[2], images.Labels[3], images.Labels[92]));
        var expected = new float[90 * 16];
        new ConditionalSampler(generator, 4).Sample(2, 0, 90, expected);
        var bytes = new byte[expected.Length];
        PixelRange.ToBytes(expected, bytes);
        for (int i = 0; i < 90; i++) Assert.Equal(bytes.AsSpan(i * 16, 16).ToArray(), images.ReadAt(3 + i));
    }

    [Fact]
    public void Reading_in_any_order_and_in_parallel_gives_the_same_images()
    {
        using var generator = new LinearGenerator();
        int[] each = [700, 300, 100];
        var forth = new GeneratedImages(generator, each, seed: 1);
        byte[][] expected = [.. Enumerable.Range(0, 1100).Select(forth.ReadAt)];
        var back = new GeneratedImages(generator, each, seed: 1);
        for (int i = 1099; i >= 0; i -= 13) Assert.Equal(expected[i], back.ReadAt(i));
        Parallel.For(0, 1100, i => Assert.Equal(expected[i], back.ReadAt(i)));
    }

    [Fact]
    public void Read_in_order_each_is_drawn_once()
    {
        using var generator = new LinearGenerator();
        var images = new GeneratedImages(generator, [256, 0, 0], seed: 1);
        for (int i = 0; i < 256; i++) images.ReadAt(i);
        Assert.Equal(256, generator.Batches.Sum());
    }
}
