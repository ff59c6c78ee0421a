using GanAugment.Data;
using GanAugment.Training.Features;
using TorchSharp;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Features;

public class FeatureBatchesTests
{
    private static readonly ClassMap Classes = new(["a", "b"]);

    // One bright pixel at row 2, column 3.
    private static readonly LabelledImageSet OnePoint = new("point", new ImageShape(1, 5, 6), Classes, [0, 1],
        (byte[])[.. Point(2, 3), .. Point(2, 3)]);

    [Fact]
    public void A_shift_moves_the_image_and_lets_black_in()
    {
        using var scope = NewDisposeScope();
        var seen = new HashSet<(int, int)>();
        var batches = new FeatureBatches(OnePoint, new FeatureNetworkOptions { BatchSize = 64, Shift = 1 }, null, CPU);
        for (int step = 0; step < 4; step++)
            foreach (float[] image in batches.At(step).X.data<float>().ToArray().Chunk(30))
            {
                int place = Assert.Single(Enumerable.Range(0, 30), p => image[p] > -1);
                seen.Add((place / 6, place % 6));
            }

        Assert.Equal([.. Enumerable.Range(1, 3).SelectMany(row => Enumerable.Range(2, 3).Select(column => (row, column)))], seen.Order());
    }

    [Fact]
    public void A_flip_turns_half_of_them_over()
    {
        using var scope = NewDisposeScope();
        var batches = new FeatureBatches(OnePoint, new FeatureNetworkOptions { BatchSize = 200, Flip = true }, null, CPU);
        float[][] images = [.. batches.At(0).X.data<float>().ToArray().Chunk(30)];
        Assert.All(images, image => Assert.True(image[2 * 6 + 3] > -1 || image[2 * 6 + 2] > -1));
        Assert.InRange(images.Count(image => image[2 * 6 + 2] > -1), 70, 130);
    }

    [Fact]
    public void Targets_carry_weight_and_smoothing()
    {
        using var scope = NewDisposeScope();
        var batches = new FeatureBatches(OnePoint, new FeatureNetworkOptions { BatchSize = 2, LabelSmoothing = 0.2 }, [1, 3], CPU);
        var (_, target, labels) = batches.At(0);
        float[][] rows = [.. target.data<float>().ToArray().Chunk(2)];
        Assert.Equal([0, 1], labels.Order());
        Assert.Equal([0.9f, 0.1f], rows[Array.IndexOf(labels, 0)], Near);
        Assert.Equal([0.3f, 2.7f], rows[Array.IndexOf(labels, 1)], Near);
    }

    [Fact]
    public void Mixtures_mix_images_as_they_mix_labels()
    {
        using var scope = NewDisposeScope();
        // Class b is white, class a black: an image's level is its share of b.
        var set = new LabelledImageSet("levels", new ImageShape(1, 1, 1), Classes, [0, 1], new byte[] { 0, 255 });
        var (x, target, _) = new FeatureBatches(set, new FeatureNetworkOptions { BatchSize = 500, MixUp = 0.4 }, null, CPU).At(3);
        float[] levels = x.data<float>().ToArray();
        float[][] rows = [.. target.data<float>().ToArray().Chunk(2)];
        for (int i = 0; i < 500; i++)
        {
            Assert.Equal((levels[i] + 1) / 2, rows[i][1], 1e-5f);
            Assert.Equal(1, rows[i][0] + rows[i][1], 1e-5f);
        }

        // Three pairs of four are of two classes. Beta(0.4, 0.4) has its mass at both ends: about half of them are mixed by less than a tenth, not a fifth.
        float[] mixed = [.. rows.Select(row => row[1]).Where(share => share is > 1e-6f and < 1 - 1e-6f)];
        Assert.InRange(mixed.Length, 300, 450);
        Assert.InRange(mixed.Count(share => share is < 0.1f or > 0.9f) / (double)mixed.Length, 0.35, 0.65);
        Assert.InRange(rows.Average(row => row[1]), 0.45, 0.55);
    }

    [Fact]
    public void A_step_is_the_same_batch_whenever_it_is_asked_for()
    {
        using var scope = NewDisposeScope();
        var options = new FeatureNetworkOptions { BatchSize = 8, Shift = 2, Flip = true, MixUp = 1 };
        var batches = new FeatureBatches(OnePoint, options, null, CPU);
        float[] first = batches.At(5).X.data<float>().ToArray();
        batches.At(6);
        Assert.Equal(first, batches.At(5).X.data<float>().ToArray());
        Assert.Equal(first, new FeatureBatches(OnePoint, options, null, CPU).At(5).X.data<float>().ToArray());
    }

    private static byte[] Point(int row, int column)
    {
        var image = new byte[30];
        image[row * 6 + column] = 255;
        return image;
    }

    private static bool Near(float a, float b) => MathF.Abs(a - b) < 1e-6f;
}
