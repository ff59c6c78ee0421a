using GanAugment.Data;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Columns;

/// <summary>What a vector type says of the images in it.</summary>
/// <param name="Channels">1, 3 or 4.</param>
/// <param name="Layout">How they stand.</param>
internal readonly record struct VectorShape(int Channels, ImageLayout Layout)
{
    /// <summary>Reads [C, H, W], [H, W, C], [H, W] or a flat vector of one of their lengths.</summary>
    public static VectorShape Of(string name, VectorDataViewType type, ImageShape generator, ImageLayout? layout, CatalogEnvironment environment)
    {
        var (h, w) = (generator.Height, generator.Width);
        IReadOnlyList<int> dimensions = type.Dimensions;
        VectorShape[] fitting = dimensions.Count switch
        {
            1 when type.Size % (h * w) == 0 && IsChannels(type.Size / (h * w)) => Both(type.Size / (h * w)),
            2 when (dimensions[0], dimensions[1]) == (h, w) => [new(1, ImageLayout.Planar)],
            3 => [.. Readings().Where(reading => reading.Fits).Select(reading => reading.Shape)],
            _ => [],
        };
        if (fitting.Length == 0) throw NotThisSize();
        if (layout is not { } given) return fitting.Length == 1 || fitting[0].Channels == 1 ? fitting[0] : throw NoLayout();
        // One channel reads the same in either layout.
        foreach (VectorShape shape in fitting)
            if (shape.Layout == given || shape.Channels == 1) return shape;
        throw NotThisSize();

        // A 3×3 image of three channels fits both.
        (bool Fits, VectorShape Shape)[] Readings() =>
        [
            ((dimensions[1], dimensions[2]) == (h, w) && IsChannels(dimensions[0]), new VectorShape(dimensions[0], ImageLayout.Planar)),
            ((dimensions[0], dimensions[1]) == (h, w) && IsChannels(dimensions[2]), new VectorShape(dimensions[2], ImageLayout.Interleaved)),
        ];

        Exception NotThisSize() => ColumnCheck.Mismatch(
            "image",
            name,
            $"Vector<{type.ItemType}> of one of the shapes [C, {h}, {w}], [{h}, {w}, C] or [{h}, {w}] with C = 1, 3 or 4"
                + $"{(layout is null ? "" : $", {layout}")}, the size of the generator's images",
            type.ToString()!,
            environment);

        Exception NoLayout() => new OptionException(
            $"It is not known how the colours stand in the column '{name}'.",
            $"Its type {type} does not record it.",
            "Set Layout in the options of AugmentWithBigGan to Planar or Interleaved.");
    }

    private static VectorShape[] Both(int channels) => [new(channels, ImageLayout.Planar), new(channels, ImageLayout.Interleaved)];

    private static bool IsChannels(int count) => count is 1 or 3 or 4;
}
