using GanAugment.Data;
using GanAugment.Transforms.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace GanAugment.Transforms.Columns;

/// <summary>Gives the image of a row.</summary>
/// <param name="shape">Its shape.</param>
/// <returns>[C, H, W], 0 … 255, valid until the next call; empty where the row has none.</returns>
internal delegate ReadOnlySpan<byte> ImageGetter(out ImageShape shape);

/// <summary>A column of images in one of the representations that ML.NET has for them.</summary>
internal abstract class ImageColumn(DataViewSchema.Column column)
{
    /// <summary>The column.</summary>
    public DataViewSchema.Column Column => column;

    /// <summary>The shape of all its images; null where they may differ.</summary>
    public abstract ImageShape? Shape { get; }

    /// <summary>Finds out what a column holds.</summary>
    /// <param name="schema">The schema of the data.</param>
    /// <param name="generator">The shape of the generator's images; null where the generator is still to be trained.</param>
    /// <param name="options">What the column's type does not record.</param>
    /// <param name="environment">Where notes go.</param>
    /// <exception cref="ArgumentOutOfRangeException">Its type holds no images, or none of the shape in the options.</exception>
    /// <exception cref="OptionException">Its type does not say how the images stand in it, nor do the options.</exception>
    public static ImageColumn Of(DataViewSchema schema, ImageShape? generator, BigGanAugmentationOptions options, CatalogEnvironment environment)
    {
        DataViewSchema.Column column = ColumnCheck.Image(schema, options, environment);
        switch (column.Type)
        {
            case ImageDataViewType image: return new MLImageColumn(column, image, options, environment);
            case TextDataViewType: return new PathColumn(column, options);
            case VectorDataViewType vector when IsEncoded(vector.ItemType, vector.IsKnownSize, options): return new EncodedColumn(column, options);
        }

        var type = (VectorDataViewType)column.Type;
        VectorShape shape = VectorShape.Of(column.Name, type, generator, options, environment);
        string colours = shape.Image.Channels switch
        {
            1 => "L",
            3 => options.OrderOfColors.ToString().Replace("A", ""),
            _ => options.OrderOfColors.ToString(),
        };
        var order = new PixelOrder(colours, shape.Layout);
        if (type.ItemType.Equals(NumberDataViewType.Single)) return new SingleVectorColumn(column, shape.Image, order, options);
        if (options.OffsetImage != 0 || options.ScaleImage != 1)
            throw new OptionException(
                "Bytes cannot be shifted or scaled.",
                $"The column '{column.Name}' is {type}, but OffsetImage or ScaleImage was given.",
                "Leave both out for a column of bytes.");
        return new ByteVectorColumn(column, shape.Image, order, options);
    }

    /// <summary>Whether a vector holds the bytes of an image file. Pixels of unknown number are told from them by the layout that they need.</summary>
    public static bool IsEncoded(DataViewType item, bool isKnownSize, BigGanAugmentationOptions options) =>
        item.Equals(NumberDataViewType.Byte) && !isKnownSize && options.Layout is null;

    /// <summary>Makes of generated images what the column keeps.</summary>
    public abstract ImageRendering Rendering(ISyntheticImages images);

    /// <summary>The column with images for synthetic rows.</summary>
    public abstract SyntheticColumn Fill(SyntheticImageStore images);

    /// <summary>Reads the images of a cursor's rows.</summary>
    public abstract ImageGetter Open(DataViewRow row);

    /// <summary>Looks at a few real images and refuses to mix in synthetic ones that are plainly on another scale.</summary>
    /// <exception cref="OptionException">The values differ in range.</exception>
    public virtual void CheckRange(IDataView data)
    {
    }

    protected static ImageResizer Resizer((int Height, int Width)? size, BigGanAugmentationOptions options) => new(size, options.Resizing, options.CropAnchor);
}
