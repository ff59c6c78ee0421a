using GanAugment.Data;
using GanAugment.Transforms.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace GanAugment.Transforms.Columns;

/// <summary>Images as ML.NET's own objects, 32 bits per pixel.</summary>
internal sealed class MLImageColumn : ImageColumn
{
    private readonly (int Height, int Width)? size; // null: the generator's
    private readonly BigGanAugmentationOptions options;

    public MLImageColumn(DataViewSchema.Column column, ImageDataViewType type, BigGanAugmentationOptions options, CatalogEnvironment environment)
        : base(column)
    {
        this.options = options;
        (int, int)? wanted = options.ColumnShape is { } shape ? (shape.Height, shape.Width) : null;
        bool isKnown = (type.Height, type.Width) is not (0, 0);
        if (isKnown && wanted is var (height, width) && (height, width) != (type.Height, type.Width))
            throw ColumnCheck.Mismatch("image", column.Name, $"Image<{height}, {width}>, the size of ColumnShape", type.ToString(), environment);
        size = isKnown ? (type.Height, type.Width) : wanted;
    }

    public override ImageShape? Shape => size is var (height, width) ? new ImageShape(3, height, width) : null;

    public override ImageRendering Rendering(ISyntheticImages images) => new PixelRendering(images.Shape, Resizer(size, options), PixelOrder.Bgra);

    public override SyntheticColumn Fill(SyntheticImageStore images) => new Filled(Column.Index, size, images);

    public override ImageGetter Open(DataViewRow row)
    {
        ValueGetter<MLImage> get = row.GetGetter<MLImage>(row.Schema[Column.Index]);
        MLImage? value = null;
        byte[] image = [];
        return (out ImageShape shape) =>
        {
            get(ref value!);
            if (value is null || value.Height < 1 || value.Width < 1)
            {
                shape = default;
                return [];
            }

            shape = new ImageShape(3, value.Height, value.Width);
            if (image.Length < shape.Length) image = new byte[shape.Length];
            ImagePixels.Read(value, 3, image);
            return image.AsSpan(0, shape.Length);
        };
    }

    private sealed class Filled(int index, (int Height, int Width)? size, SyntheticImageStore images) : SyntheticColumn<MLImage>(index)
    {
        protected override SyntheticGetter<MLImage> Open()
        {
            StoreReader reader = images.OpenReader();
            var (height, width) = size ?? (images.Shape.Height, images.Shape.Width);
            return (int row, ref MLImage value) => value = MLImage.CreateFromPixels(width, height, MLPixelFormat.Bgra32, reader.Read(row));
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
