using GanAugment.Data;
using GanAugment.Transforms.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace GanAugment.Transforms.Columns;

/// <summary>A column of images in one of the representations that ML.NET has for them.</summary>
internal abstract class ImageColumn
{
    /// <summary>The 256 levels as bytes.</summary>
    protected static readonly byte[] AsTheyAre = [.. Enumerable.Range(0, 256).Select(level => (byte)level)];

    /// <summary>Finds out what a column holds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Its type holds no images of the generator's size.</exception>
    /// <exception cref="OptionException">Its type does not say how the images stand in it.</exception>
    public static ImageColumn Of(DataViewSchema schema, ImageShape generator, BigGanAugmentationOptions options, CatalogEnvironment environment)
    {
        DataViewSchema.Column column = ColumnCheck.Image(schema, options.ImageColumnName, environment);
        if (column.Type is ImageDataViewType image)
        {
            if ((image.Height, image.Width) is not (0, 0) && (image.Height, image.Width) != (generator.Height, generator.Width))
                throw ColumnCheck.Mismatch(
                    "image",
                    column.Name,
                    $"Image<{generator.Height}, {generator.Width}>, the size of the generator's images",
                    image.ToString(),
                    environment);
            return new MLImageColumn(column, generator);
        }

        var vector = (VectorDataViewType)column.Type;
        VectorShape shape = VectorShape.Of(column.Name, vector, generator, options.Layout, environment);
        string colours = shape.Channels switch
        {
            1 => "L",
            3 => options.OrderOfColors.ToString().Replace("A", ""),
            _ => options.OrderOfColors.ToString(),
        };
        if (vector.ItemType.Equals(NumberDataViewType.Single))
        {
            float[] levels = [.. AsTheyAre.Select(level => (level - options.OffsetImage) * options.ScaleImage)];
            return new SingleVectorColumn(column, new PixelWriter<float>(generator, colours, shape.Layout, levels), levels);
        }

        if (options.OffsetImage != 0 || options.ScaleImage != 1)
            throw new OptionException(
                $"Bytes cannot be shifted or scaled.",
                $"The column '{column.Name}' is {vector}, but OffsetImage or ScaleImage was given.",
                "Leave both out for a column of bytes.");
        return new VectorColumn<byte>(column, new PixelWriter<byte>(generator, colours, shape.Layout, AsTheyAre));
    }

    /// <summary>The column with images for synthetic rows.</summary>
    public abstract SyntheticColumn Fill(SyntheticImageStore images);

    /// <summary>Looks at a few real images and refuses to mix in synthetic ones that are plainly on another scale.</summary>
    /// <exception cref="OptionException">The values differ in range.</exception>
    public virtual void CheckRange(IDataView data)
    {
    }
}
