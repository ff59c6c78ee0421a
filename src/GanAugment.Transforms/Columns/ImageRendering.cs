using System.Buffers;

namespace GanAugment.Transforms.Columns;

/// <summary>Makes of a generated image what a column keeps of it, once for each image. One call at a time.</summary>
internal abstract class ImageRendering : IDisposable
{
    /// <summary>Bytes kept of every image; null where they differ from image to image.</summary>
    public abstract int? Length { get; }

    /// <param name="row">The synthetic row.</param>
    /// <param name="image">[C, H, W] of the generator, 0 … 255.</param>
    /// <param name="kept">Receives what is kept.</param>
    public abstract void Render(int row, ReadOnlySpan<byte> image, IBufferWriter<byte> kept);

    public virtual void Dispose()
    {
    }
}
