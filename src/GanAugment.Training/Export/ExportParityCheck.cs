using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Training.Networks;
using static TorchSharp.torch;

namespace GanAugment.Training.Export;

/// <summary>Compares an exported generator with the network that it was made from, on latents that neither has seen.</summary>
public static class ExportParityCheck
{
    /// <summary>The largest difference between two pixels in [−1, 1] with which a file is published: a hundredth of an 8-bit step.</summary>
    public const double Limit = 1e-4;

    private const int RowsPerClass = 2;

    /// <summary>Generates every class and one mixture of all with both.</summary>
    /// <param name="network">In evaluation mode.</param>
    /// <param name="exported">The file, opened.</param>
    /// <param name="seed">Of the latents.</param>
    /// <returns>The largest absolute difference of two pixels; NaN when an image has one.</returns>
    internal static double MaximumDifference(BigGanGenerator network, IConditionalGenerator exported, long seed)
    {
        using var guard = no_grad();
        BigGanSpec spec = network.Spec;
        ImageShape shape = exported.Manifest.Shape;
        var latents = new LatentStream(seed);
        double largest = 0;
        for (int label = 0; label <= spec.Classes; label++)
        {
            using var scope = NewDisposeScope();
            var z = new float[RowsPerClass * spec.LatentSize]; // [N, Z]
            var y = new float[RowsPerClass * spec.Classes]; // [N, K]
            for (int row = 0; row < RowsPerClass; row++)
            {
                latents.Fill(label, row, z.AsSpan(row * spec.LatentSize, spec.LatentSize));
                Span<float> mixture = y.AsSpan(row * spec.Classes, spec.Classes);
                if (label < spec.Classes) mixture[label] = 1;
                else mixture.Fill(1f / spec.Classes);
            }

            var images = new float[RowsPerClass * shape.Length];
            exported.Generate(RowsPerClass, z, y, images);
            Device device = network.parameters().First().device;
            Tensor latent = tensor(z, [RowsPerClass, spec.LatentSize], device: device), classes = tensor(y, [RowsPerClass, spec.Classes], device: device);
            Tensor whole = network.call(latent, classes); // [N, C, S, S]
            int top = (spec.Resolution - shape.Height) / 2, left = (spec.Resolution - shape.Width) / 2;
            Tensor middle = whole.narrow(2, top, shape.Height).narrow(3, left, shape.Width); // [N, C, H, W]
            Tensor other = tensor(images, [RowsPerClass, shape.Channels, shape.Height, shape.Width]);
            double difference = (middle.cpu() - other).abs().max().item<float>();
            // Math.Max keeps NaN.
            largest = Math.Max(largest, difference);
        }

        return largest;
    }
}
