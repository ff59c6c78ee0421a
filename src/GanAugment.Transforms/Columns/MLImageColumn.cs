using GanAugment.Data;
using GanAugment.Transforms.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Columns;

/// <summary>Images as ML.NET's own objects, 32 bits per pixel.</summary>
internal sealed class MLImageColumn(DataViewSchema.Column column, ImageShape shape) : ImageColumn
{
    public override SyntheticColumn Fill(SyntheticImageStore images) => new Filled(column.Index, shape, images);

    private sealed class Filled(int index, ImageShape shape, SyntheticImageStore images) : SyntheticColumn<MLImage>(index)
    {
        protected override SyntheticGetter<MLImage> Open()
        {
            var writer = new PixelWriter<byte>(shape, "BGRA", ImageLayout.Interleaved, AsTheyAre);
            byte[] image = new byte[shape.Length]; // [C, H, W]
            byte[] pixels = new byte[writer.Length]; // [H, W, 4]
            return (int row, ref MLImage value) =>
            {
                images.Read(row, image);
                writer.Write(image, pixels);
                value = MLImage.CreateFromPixels(shape.Width, shape.Height, MLPixelFormat.Bgra32, pixels);
            };
        }

        // A getter disposes the image it is handed back and gives a fresh one, which its caller owns. An image that the source gave goes back to
        // the source's getter alone: it may belong to an object in the user's memory.
        protected override ValueGetter<MLImage> Join(AugmentedCursor cursor, ValueGetter<MLImage> real, SyntheticGetter<MLImage> synthetic)
        {
            MLImage? ours = null, theirs = null;
            return (ref MLImage value) =>
            {
                int row = cursor.Synthetic;
                if (value is not null)
                {
                    if (ReferenceEquals(value, ours)) ours.Dispose();
                    else theirs = value;
                }

                if (row >= 0)
                {
                    synthetic(row, ref value!);
                    ours = value;
                }
                else
                {
                    value = theirs!;
                    theirs = null;
                    real(ref value);
                }
            };
        }
    }
}
