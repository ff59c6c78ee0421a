namespace SkiaSharp;

/// <summary>Where a pixel's components lie in memory, and how one layout becomes another.</summary>
internal static class PixelLayout
{
    /// <summary>One pixel as an unpremultiplied colour.</summary>
    public static SKColor Read(SKImageInfo info, ReadOnlySpan<byte> pixel)
    {
        if (info.ColorType == SKColorType.Gray8)
            return new SKColor(pixel[0], pixel[0], pixel[0]);
        var (r, b) = info.ColorType == SKColorType.Bgra8888 ? (pixel[2], pixel[0]) : (pixel[0], pixel[2]);
        var a = info.ColorType == SKColorType.Rgb888x || info.IsOpaque ? (byte)255 : pixel[3];
        if (info.AlphaType != SKAlphaType.Premul || a == 255)
            return new SKColor(r, pixel[1], b, a);
        return new SKColor(Unpremultiply(r, a), Unpremultiply(pixel[1], a), Unpremultiply(b, a), a);
    }

    /// <summary>Writes an unpremultiplied colour in the layout of <paramref name="info"/>.</summary>
    public static void Write(SKImageInfo info, Span<byte> pixel, SKColor color)
    {
        var (r, g, b, a) = (color.Red, color.Green, color.Blue, color.Alpha);
        if (info.AlphaType == SKAlphaType.Premul && a != 255)
            (r, g, b) = (Premultiply(r, a), Premultiply(g, a), Premultiply(b, a));
        if (info.ColorType == SKColorType.Gray8)
        {
            pixel[0] = Luminance(r, g, b);
            return;
        }
        (pixel[0], pixel[2]) = info.ColorType == SKColorType.Bgra8888 ? (b, r) : (r, b);
        pixel[1] = g;
        pixel[3] = info.ColorType == SKColorType.Rgb888x || info.IsOpaque ? (byte)255 : a;
    }

    /// <summary>Converts whole images of the same size.</summary>
    public static void Convert(SKImageInfo from, ReadOnlySpan<byte> source, SKImageInfo to, Span<byte> destination)
    {
        if (from.ColorType == to.ColorType && (from.AlphaType == to.AlphaType || from.IsOpaque))
        {
            source.CopyTo(destination);
            return;
        }
        var (sourceStep, destinationStep) = (from.BytesPerPixel, to.BytesPerPixel);
        for (int i = 0, n = from.Width * from.Height; i < n; i++)
            Write(to, destination[(i * destinationStep)..], Read(from, source[(i * sourceStep)..]));
    }

    // Rec. 709 weights on the stored values, as in the package's raster pipeline.
    private static byte Luminance(byte r, byte g, byte b) => r == g && g == b ? r : (byte)((r * 0.2126f) + (g * 0.7152f) + (b * 0.0722f) + 0.5f);

    private static byte Premultiply(byte component, byte alpha)
    {
        var product = (component * alpha) + 128;
        return (byte)((product + (product >> 8)) >> 8);
    }

    private static byte Unpremultiply(byte component, byte alpha) => alpha == 0 ? (byte)0 : (byte)Math.Min(255, ((component * 255) + (alpha / 2)) / alpha);
}
