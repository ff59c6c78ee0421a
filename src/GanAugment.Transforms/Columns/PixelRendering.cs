using System.Buffers;
using GanAugment.Data;

namespace GanAugment.Transforms.Columns;

/// <summary>Keeps the pixels of an image: resized where the column has another size, then in the column's order.</summary>
/// <param name="from">The shape of generated images.</param>
/// <param name="resizer">The column's size.</param>
/// <param name="order">The column's order.</param>
internal sealed class PixelRendering(ImageShape from, ImageResizer resizer, PixelOrder order) : ImageRendering
{
    private readonly ImageShape resized = resizer.Resized(from);

    public override int? Length => order.Length(resized);

    public override void Render(int row, ReadOnlySpan<byte> image, IBufferWriter<byte> kept)
    {
        int length = order.Length(resized);
        order.Write(resized, resizer.Resize(from, image), kept.GetSpan(length));
        kept.Advance(length);
    }

    public override void Dispose() => resizer.Dispose();
}
