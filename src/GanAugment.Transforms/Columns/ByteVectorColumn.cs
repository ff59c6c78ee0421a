using GanAugment.Data;
using Microsoft.ML;

namespace GanAugment.Transforms.Columns;

/// <summary>Images as vectors of bytes.</summary>
internal sealed class ByteVectorColumn(DataViewSchema.Column column, ImageShape shape, PixelOrder order, BigGanAugmentationOptions options)
    : VectorColumn<byte>(column, shape, order, options)
{
    protected override void FromLevels(ReadOnlySpan<byte> levels, Span<byte> values) => levels.CopyTo(values);

    protected override void ToLevels(ReadOnlySpan<byte> values, Span<byte> levels) => values.CopyTo(levels);
}
