using GanAugment.Data;
using GanAugment.Transforms.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Columns;

/// <summary>Images as vectors of pixels.</summary>
/// <param name="column">The column.</param>
/// <param name="shape">The shape of its images.</param>
/// <param name="order">How pixels stand in them.</param>
/// <param name="options">How images of another size are resized.</param>
internal abstract class VectorColumn<T>(DataViewSchema.Column column, ImageShape shape, PixelOrder order, BigGanAugmentationOptions options)
    : ImageColumn(column)
{
    public override ImageShape? Shape => shape;

    public override ImageRendering Rendering(ISyntheticImages images) =>
        new PixelRendering(images.Shape, Resizer((shape.Height, shape.Width), options), order);

    public override SyntheticColumn Fill(SyntheticImageStore images) => new Filled(this, images);

    public override ImageGetter Open(DataViewRow row)
    {
        ValueGetter<VBuffer<T>> get = row.GetGetter<VBuffer<T>>(row.Schema[Column.Index]);
        VBuffer<T> value = default;
        T[] dense = new T[shape.Length];
        byte[] levels = new byte[shape.Length], image = new byte[shape.Length];
        return (out ImageShape found) =>
        {
            get(ref value);
            if (value.Length != shape.Length)
                throw new DatasetException(
                    $"An image has {value.Length} values, but {shape} has {shape.Length}.",
                    $"It stands in the column '{Column.Name}'.",
                    "Give images of one shape, and that shape as ColumnShape in the options of AugmentWithBigGan.");
            value.CopyTo(dense);
            ToLevels(dense, levels);
            order.Read(shape, levels, image);
            found = shape;
            return image;
        };
    }

    /// <summary>Levels 0 … 255 as values of the column.</summary>
    protected abstract void FromLevels(ReadOnlySpan<byte> levels, Span<T> values);

    /// <summary>Values of the column as levels 0 … 255.</summary>
    protected abstract void ToLevels(ReadOnlySpan<T> values, Span<byte> levels);

    private sealed class Filled(VectorColumn<T> vector, SyntheticImageStore images) : SyntheticColumn<VBuffer<T>>(vector.Column.Index)
    {
        protected override SyntheticGetter<VBuffer<T>> Open()
        {
            StoreReader reader = images.OpenReader();
            return (int row, ref VBuffer<T> value) =>
            {
                ReadOnlySpan<byte> levels = reader.Read(row);
                VBufferEditor<T> editor = VBufferEditor.Create(ref value, levels.Length);
                vector.FromLevels(levels, editor.Values);
                value = editor.Commit();
            };
        }
    }
}
