using GanAugment.Data;

namespace GanAugment.Transforms.Columns;

/// <summary>How pixels stand in a column: which colours in which order, and planes together or apart.</summary>
/// <remarks>A gray image fills every colour; a colour image becomes gray (L) by the weights of ML.NET's ConvertToGrayscale; alpha is opaque where there
/// is none.</remarks>
/// <param name="Colours">The channels in order, of R, G, B, A and L.</param>
/// <param name="Layout">How they stand.</param>
internal sealed record PixelOrder(string Colours, ImageLayout Layout)
{
    /// <summary>That of <see cref="Data.ILabelledImageSource"/> and the generators: planes of gray, of red, green and blue, or of these and alpha.</summary>
    public static PixelOrder Planes(int channels) => channels switch { 1 => OneGray, 3 => Rgb, _ => Rgba };

    private static PixelOrder OneGray { get; } = new("L", ImageLayout.Planar);

    private static PixelOrder Rgb { get; } = new("RGB", ImageLayout.Planar);

    private static PixelOrder Rgba { get; } = new("RGBA", ImageLayout.Planar);

    /// <summary>That of MLImage in its format Bgra32.</summary>
    public static PixelOrder Bgra { get; } = new("BGRA", ImageLayout.Interleaved);

    /// <summary>Values in an image of the same height and width.</summary>
    public int Length(ImageShape image) => Colours.Length * image.PlaneLength;

    /// <param name="from">The shape of the image.</param>
    /// <param name="image">[C, H, W], 0 … 255.</param>
    /// <param name="values">Receives [C, H, W] or [H, W, C] of the column.</param>
    public void Write(ImageShape from, ReadOnlySpan<byte> image, Span<byte> values)
    {
        int pixels = from.PlaneLength;
        if (this == Planes(from.Channels))
        {
            image[..from.Length].CopyTo(values);
            return;
        }

        var (start, step) = Steps(pixels);
        for (int c = 0; c < Colours.Length; c++)
        {
            Span<byte> plane = values[(c * start)..];
            ReadOnlySpan<byte> own = Plane(from, image, Colours[c]);
            if (Colours[c] == 'L' && from.Channels > 1)
                for (int i = 0; i < pixels; i++) plane[i * step] = Gray(image, i, pixels);
            else if (own.IsEmpty)
                for (int i = 0; i < pixels; i++) plane[i * step] = 255;
            else
                for (int i = 0; i < pixels; i++) plane[i * step] = own[i];
        }
    }

    /// <summary>The other way round: no colour is converted, only put in its place.</summary>
    /// <param name="shape">The shape of the image; its channels are those of this order, alpha left out where it has fewer.</param>
    /// <param name="values">[C, H, W] or [H, W, C] of the column.</param>
    /// <param name="image">Receives [C, H, W].</param>
    public void Read(ImageShape shape, ReadOnlySpan<byte> values, Span<byte> image)
    {
        int pixels = shape.PlaneLength;
        var (start, step) = Steps(pixels);
        string planes = Planes(shape.Channels).Colours;
        for (int c = 0; c < planes.Length; c++)
        {
            ReadOnlySpan<byte> plane = values[(Colours.IndexOf(planes[c], StringComparison.Ordinal) * start)..];
            for (int i = 0; i < pixels; i++) image[c * pixels + i] = plane[i * step];
        }
    }

    private (int Start, int Step) Steps(int pixels) => Layout == ImageLayout.Planar ? (pixels, 1) : (1, Colours.Length);

    // Empty where the image has no such plane: alpha, which is opaque then.
    private static ReadOnlySpan<byte> Plane(ImageShape shape, ReadOnlySpan<byte> image, char colour)
    {
        int index = colour switch { 'A' => shape.Channels == 4 ? 3 : -1, _ when shape.Channels == 1 => 0, 'G' => 1, 'B' => 2, _ => 0 };
        return index < 0 ? [] : image.Slice(index * shape.PlaneLength, shape.PlaneLength);
    }

    private static byte Gray(ReadOnlySpan<byte> image, int pixel, int pixels) =>
        (byte)MathF.Round(0.3f * image[pixel] + 0.59f * image[pixels + pixel] + 0.11f * image[2 * pixels + pixel]);
}
