using GanAugment.Data;
using GanAugment.Filtering;
using GanAugment.Generation;
using GanAugment.Training.Networks;
using static TorchSharp.torch;

namespace GanAugment.Training.Export;

/// <summary>Compares an exported discriminator with the network that it was made from, on images that neither has seen.</summary>
internal static class DiscriminatorParityCheck
{
    // Coarse noise, and faint noise on light gray.
    private static readonly (float Contrast, float Level)[] Kinds = [(0.7f, 0), (0.1f, 0.5f)];

    // Of a thousand classes these few, spread evenly, show what all would.
    private const int MostClasses = 32;

    /// <summary>Lets both judge noise under every class (or, of many, 32 spread evenly).</summary>
    /// <param name="network">In evaluation mode.</param>
    /// <param name="exported">The file, opened.</param>
    /// <param name="shape">The shape of the data's images.</param>
    /// <param name="told">How much of the class the network was told, 0 … 1.</param>
    /// <param name="seed">Of the images.</param>
    /// <returns>The largest difference of two logits, as a share of the largest logit, or of 1 where all are smaller: the hinge's margin. NaN when a logit
    /// is.</returns>
    public static double MaximumDifference(BigGanDiscriminator network, IImageCritic exported, ImageShape shape, double told, long seed)
    {
        using var guard = no_grad();
        BigGanSpec spec = network.Spec;
        var noise = new LatentStream(seed);
        int tried = Math.Min(spec.Classes, MostClasses), count = Kinds.Length;
        double largest = 0, scale = 1;
        for (int trial = 0; trial < tried; trial++)
        {
            int label = (int)((long)trial * spec.Classes / tried);
            var images = new float[count * shape.Length]; // [N, C, H, W]
            for (int n = 0; n < count; n++)
            {
                Span<float> image = images.AsSpan(n * shape.Length, shape.Length);
                noise.Fill(label, n, image);
                foreach (ref float value in image) value = Math.Clamp(Kinds[n].Contrast * value + Kinds[n].Level, -1, 1);
            }

            var logits = new float[count]; // [N]
            exported.Criticise(count, shape, images, [.. Enumerable.Repeat(label, count)], logits);
            float[] own = Judge(network, images, shape, label, told);
            for (int n = 0; n < count; n++)
            {
                // Math.Max keeps NaN.
                largest = Math.Max(largest, Math.Abs((double)logits[n] - own[n]));
                scale = Math.Max(scale, Math.Abs(own[n]));
            }
        }

        return largest / scale;
    }

    private static float[] Judge(BigGanDiscriminator network, float[] images, ImageShape shape, int label, double told)
    {
        using var scope = NewDisposeScope();
        BigGanSpec spec = network.Spec;
        int count = images.Length / shape.Length, top = Batches.Margin(shape.Height, spec.Resolution), left = Batches.Margin(shape.Width, spec.Resolution);
        Tensor x = zeros(count, shape.Channels, spec.Resolution, spec.Resolution) - 1; // [N, C, S, S]
        x.narrow(2, top, shape.Height).narrow(3, left, shape.Width).copy_(tensor(images, [count, shape.Channels, shape.Height, shape.Width]));
        Tensor y = zeros(count, spec.Classes); // [N, K]
        y.narrow(1, label, 1).fill_((float)told);
        return network.call(x, y).contiguous().data<float>().ToArray();
    }
}
