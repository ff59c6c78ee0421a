using GanAugment.Data;

namespace GanAugment.Transforms.Columns;

/// <summary>Writes an image into the values of a column: colours chosen and ordered, planes together or apart, levels mapped.</summary>
/// <remarks>A gray image fills every colour; a colour image becomes gray (L) by the weights of ML.NET's ConvertToGrayscale; alpha is opaque where there
/// is none.</remarks>
/// <param name="from">The shape of the images.</param>
/// <param name="colours">The column's channels in order, of R, G, B, A and L.</param>
/// <param name="layout">How they stand.</param>
/// <param name="levels">The column's value for each of the 256 levels.</param>
internal sealed class PixelWriter<T>(ImageShape from, string colours, ImageLayout layout, T[] levels)
{
    /// <summary>Values per image.</summary>
    public int Length => colours.Length * from.PlaneLength;

    /// <param name="image">[C, H, W], 0 … 255.</param>
    /// <param name="values">Receives [C, H, W] or [H, W, C] of the column.</param>
    public void Write(ReadOnlySpan<byte> image, Span<T> values)
    {
        int pixels = from.PlaneLength;
        var (start, step) = layout == ImageLayout.Planar ? (pixels, 1) : (1, colours.Length);
        for (int c = 0; c < colours.Length; c++)
        {
            char colour = colours[c];
            Span<T> plane = values[(c * start)..];
            for (int i = 0; i < pixels; i++) plane[i * step] = levels[Level(image, colour, i, pixels)];
        }
    }

    private byte Level(ReadOnlySpan<byte> image, char colour, int pixel, int pixels) => colour switch
    {
        'A' => from.Channels == 4 ? image[3 * pixels + pixel] : (byte)255,
        _ when from.Channels == 1 => image[pixel],
        'R' => image[pixel],
        'G' => image[pixels + pixel],
        'B' => image[2 * pixels + pixel],
        _ => (byte)MathF.Round(0.3f * image[pixel] + 0.59f * image[pixels + pixel] + 0.11f * image[2 * pixels + pixel]),
    };
}
