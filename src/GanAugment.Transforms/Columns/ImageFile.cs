using GanAugment.Data;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Columns;

/// <summary>Reads image files of any size as red, green and blue.</summary>
internal static class ImageFile
{
    /// <param name="column">The column that they come from.</param>
    /// <param name="load">Loads the image of the current row; null where it has none.</param>
    public static ImageGetter Open(string column, Func<MLImage?> load)
    {
        byte[] planes = [];
        return (out ImageShape shape) =>
        {
            using MLImage? image = Load(column, load);
            shape = image is null ? default : new ImageShape(3, image.Height, image.Width);
            if (image is null) return [];
            if (planes.Length < shape.Length) planes = new byte[shape.Length];
            ImagePixels.Read(image, 3, planes);
            return planes.AsSpan(0, shape.Length);
        };
    }

    private static MLImage? Load(string column, Func<MLImage?> load)
    {
        try
        {
            return load();
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw new DatasetException(
                $"An image cannot be read: {e.Message.TrimEnd('.')}.", $"It stands in the column '{column}'.", "Remove the row, or mend the file.", e);
        }
    }
}
