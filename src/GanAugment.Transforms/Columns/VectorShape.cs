using GanAugment.Data;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Columns;

/// <summary>What a vector type says of the images in it, with what the options add.</summary>
/// <param name="Image">The shape of the images.</param>
/// <param name="Layout">How their pixels stand.</param>
internal readonly record struct VectorShape(ImageShape Image, ImageLayout Layout)
{
    /// <summary>Reads [C, H, W], [H, W, C], [H, W] or a vector that records less.</summary>
    public static VectorShape Of(
        string name, VectorDataViewType type, ImageShape? generator, BigGanAugmentationOptions options, CatalogEnvironment environment)
    {
        VectorShape[] readings = [.. Readings(type, options.ColumnShape ?? (type.IsKnownSize ? generator : null)).Where(reading => IsChannels(reading.Image.Channels))];
        if (options.ColumnShape is { } wanted) readings = [.. readings.Where(reading => reading.Image == wanted)];
        // One channel reads the same in either layout.
        if (options.Layout is { } layout) readings = [.. readings.Where(reading => reading.Layout == layout || reading.Image.Channels == 1)];
        // An image of three rows and three colours may be either; the generator's is the likelier.
        if (readings.Length > 1 && readings.Where(reading => Fits(reading.Image)).ToArray() is { Length: > 0 } likely) readings = likely;

        return readings switch
        {
            [var only] => only,
            [var first, ..] when first.Image.Channels == 1 => first,
            [_, ..] => throw new OptionException(
                $"It is not known how the colours stand in the column '{name}'.",
                $"Its type {type} does not record it.",
                "Set Layout in the options of AugmentWithBigGan to Planar or Interleaved."),
            [] when options.ColumnShape is null && (!type.IsKnownSize || (type.Dimensions.Length == 1 && generator is null)) => throw new OptionException(
                $"It is not known how large the images in the column '{name}' are.",
                $"Its type {type} does not record it.",
                "Set ColumnShape in the options of AugmentWithBigGan, and Layout for images of several colours."),
            [] => throw ColumnCheck.Mismatch("image", name, Expected(), type.ToString()!, environment),
        };

        bool Fits(ImageShape image) => generator is { } made && (image.Height, image.Width) == (made.Height, made.Width);

        string Expected() => options.ColumnShape is { } shape
            ? $"Vector<{type.ItemType}> of the shape {shape}, which is ColumnShape{InLayout()}"
            : $"Vector<{type.ItemType}> of one of the shapes [C, H, W], [H, W, C] or [H, W] with C = 1, 3 or 4{InLayout()}{OrFlat()}";

        string InLayout() => options.Layout is { } given ? $", {given}" : "";

        string OrFlat() => generator is { } made ? $", or as many values as an image of the generator's size {made.Height}×{made.Width}" : "";
    }

    /// <param name="type">The type.</param>
    /// <param name="size">The height and width of images in vectors without dimensions.</param>
    private static IEnumerable<VectorShape> Readings(VectorDataViewType type, ImageShape? size)
    {
        IReadOnlyList<int> d = type.Dimensions;
        switch (d.Count)
        {
            case 2 when type.IsKnownSize:
                yield return new(new ImageShape(1, d[0], d[1]), ImageLayout.Planar);
                break;
            case 3 when type.IsKnownSize:
                yield return new(new ImageShape(d[0], d[1], d[2]), ImageLayout.Planar);
                yield return new(new ImageShape(d[2], d[0], d[1]), ImageLayout.Interleaved);
                break;
            case 1 when size is { } flat && type.IsKnownSize && type.Size % flat.PlaneLength == 0:
                foreach (VectorShape shape in Both(flat with { Channels = type.Size / flat.PlaneLength })) yield return shape;
                break;
            case 1 when size is { } flat && !type.IsKnownSize:
                foreach (VectorShape shape in Both(flat)) yield return shape;
                break;
        }
    }

    private static VectorShape[] Both(ImageShape image) => [new(image, ImageLayout.Planar), new(image, ImageLayout.Interleaved)];

    private static bool IsChannels(int count) => count is 1 or 3 or 4;
}
