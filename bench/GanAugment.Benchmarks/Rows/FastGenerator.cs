using GanAugment.Generation;

namespace GanAugment.Benchmarks.Rows;

/// <summary>A generator that costs next to nothing, 28×28 gray: what is left is the cost of the rows.</summary>
internal sealed class FastGenerator : IConditionalGenerator
{
    public GeneratorManifest Manifest { get; } = new() { Channels = 1, Height = PixelRow.Side, Width = PixelRow.Side, LatentSize = 16, Classes = ["a", "b"] };

    public void Generate(int count, ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> images)
    {
        int latent = Manifest.LatentSize;
        for (int n = 0; n < count; n++)
            for (int i = 0; i < PixelRow.Length; i += latent) z.Slice(n * latent, latent).CopyTo(images.Slice(n * PixelRow.Length + i, latent));
    }

    public void Dispose()
    {
    }
}
