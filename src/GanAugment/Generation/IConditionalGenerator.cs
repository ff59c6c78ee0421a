namespace GanAugment.Generation;

/// <summary>A class-conditional generator of images: a pure function of (z, y). Calls may come from several threads.</summary>
public interface IConditionalGenerator : IDisposable
{
    /// <summary>What the generator says of itself.</summary>
    GeneratorManifest Manifest { get; }

    /// <summary>Directions of z that change what a layer makes of it, or null where they are not known.</summary>
    LatentDirections? Directions => null;

    /// <summary>Generates a batch.</summary>
    /// <param name="count">N, the number of images.</param>
    /// <param name="z">Latents [N, Z].</param>
    /// <param name="y">Class mixtures [N, K]: one-hot rows, or convex mixtures that interpolate classes.</param>
    /// <param name="images">Receives [N, C, H, W] in [−1, 1].</param>
    /// <remarks>Image n depends on row n of z and y alone, so batch size never changes an image by more than rounding.</remarks>
    void Generate(int count, ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> images);
}
