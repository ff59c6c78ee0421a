using GanAugment.Transforms.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Columns;

/// <summary>Images as vectors.</summary>
internal class VectorColumn<T>(DataViewSchema.Column column, PixelWriter<T> writer) : ImageColumn
{
    protected DataViewSchema.Column Column => column;

    public override SyntheticColumn Fill(SyntheticImageStore images) => new Filled(column.Index, writer, images);

    private sealed class Filled(int index, PixelWriter<T> writer, SyntheticImageStore images) : SyntheticColumn<VBuffer<T>>(index)
    {
        protected override SyntheticGetter<VBuffer<T>> Open()
        {
            byte[] image = new byte[images.Shape.Length]; // [C, H, W]
            return (int row, ref VBuffer<T> value) =>
            {
                images.Read(row, image);
                VBufferEditor<T> editor = VBufferEditor.Create(ref value, writer.Length);
                writer.Write(image, editor.Values);
                value = editor.Commit();
            };
        }
    }
}
