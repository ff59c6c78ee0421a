using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Training.Networks;
using static TorchSharp.torch;

namespace GanAugment.Training.Export;

/// <summary>Compares an exported generator with the network that it was made from, on latents that neither has seen.</summary>
internal static class ExportParityCheck
{
    /// <summary>The largest difference between two pixels in [−1, 1] with which a file is published: a hundredth of an 8-bit step.</summary>
    public const double Limit = 1e-4;

    private const int RowsPerClass = 2;

    // Of a thousand classes these few, spread evenly, show what all would.
    private const int MostClasses = 32;

    // On a set of 51, beside one, between two, and at the end.
    private static readonly float[] Truncations = [1, 0.5f, 0.425f, 0.02f, 0.14f];

    /// <summary>Generates every class (or, of many, 32 spread evenly) and one mixture of all with both.</summary>
    /// <param name="network">In evaluation mode.</param>
    /// <param name="exported">The file, opened.</param>
    /// <param name="seed">Of the latents.</param>
    /// <param name="statistics">Batch statistics of several truncations, which are gone through; the network has those of another afterwards.</param>
    /// <returns>The largest absolute difference of two pixels; NaN when an image has one.</returns>
    internal static double MaximumDifference(BigGanGenerator network, IConditionalGenerator exported, long seed,
        TruncationStatistics? statistics = null)
    {
        using var guard = no_grad();
        BigGanSpec spec = network.Spec;
        ImageShape shape = exported.Manifest.Shape;
        double largest = 0;
        int tried = Math.Min(spec.Classes, MostClasses);
        for (int trial = 0; trial <= tried; trial++)
        {
            int label = (int)((long)trial * spec.Classes / tried);
            float truncation = Truncations[trial % Truncations.Length];
            statistics?.Choose(network, truncation);
            var latents = new LatentStream(seed, statistics is null ? Truncation.None : Truncation.Scaled(truncation));
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
            exported.Generate(RowsPerClass, z, y, [.. Enumerable.Repeat(truncation, RowsPerClass)], images);
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
