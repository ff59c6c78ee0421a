namespace GanAugment.Generation;

/// <summary>Translates an image of one class into another class (CycleGAN, Pix2Pix, StarGAN): a pure function of (image, z, y). Calls may come from several
/// threads.</summary>
public interface IImageTranslator : IDisposable
{
    /// <summary>What the translator says of itself: its classes are those it translates into, its latent size is 0 where it takes no z.</summary>
    GeneratorManifest Manifest { get; }

    /// <summary>The classes whose images can be translated into a class; null is every other class.</summary>
    /// <param name="classIndex">The class wanted.</param>
    IReadOnlyList<string>? SourceClasses(int classIndex) => Manifest.Graph?.SourceClasses;

    /// <summary>Translates a batch.</summary>
    /// <param name="count">N, the number of images.</param>
    /// <param name="sources">[N, C, H, W] in [−1, 1].</param>
    /// <param name="z">Latents [N, Z]; empty where Z is 0.</param>
    /// <param name="y">The classes wanted: one-hot rows [N, K].</param>
    /// <param name="images">Receives [N, C, H, W] in [−1, 1].</param>
    void Translate(int count, ReadOnlySpan<float> sources, ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> images);
}
