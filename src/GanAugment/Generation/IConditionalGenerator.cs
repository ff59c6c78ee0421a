using GanAugment.Provenance;

namespace GanAugment.Generation;

/// <summary>A class-conditional generator of images: a pure function of (z, y). Calls may come from several threads.</summary>
public interface IConditionalGenerator : IDisposable
{
    /// <summary>What the generator says of itself.</summary>
    GeneratorManifest Manifest { get; }

    /// <summary>Directions of z that change what a layer makes of it, or null where they are not known.</summary>
    LatentDirections? Directions => null;

    /// <summary>The images it was trained on, or null where they are not known.</summary>
    TrainingImageIndex? TrainingImages => null;

    /// <summary>Generates a batch.</summary>
    /// <param name="count">N, the number of images.</param>
    /// <param name="z">Latents [N, Z].</param>
    /// <param name="y">Class mixtures [N, K]: one-hot rows, or convex mixtures that interpolate classes.</param>
    /// <param name="images">Receives [N, C, H, W] in [−1, 1].</param>
    /// <remarks>Image n depends on row n of z and y alone, so batch size never changes an image by more than rounding. Statistics of several truncations are
    /// those of the whole range, 1.</remarks>
    void Generate(int count, ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> images);

    /// <summary>Generates a batch whose rows have batch statistics of their own truncation.</summary>
    /// <param name="count">N, the number of images.</param>
    /// <param name="z">Latents [N, Z], truncated already.</param>
    /// <param name="y">Class mixtures [N, K].</param>
    /// <param name="truncation">Per row the factor of its truncation [N], see <see cref="Truncation.StatisticsFactor"/>.</param>
    /// <param name="images">Receives [N, C, H, W] in [−1, 1].</param>
    /// <remarks>A generator with one set of statistics (<see cref="GeneratorManifest.StatisticsSets"/> is null) leaves the truncation unread.</remarks>
    void Generate(int count, ReadOnlySpan<float> z, ReadOnlySpan<float> y, ReadOnlySpan<float> truncation, Span<float> images) => Generate(count, z, y, images);
}
