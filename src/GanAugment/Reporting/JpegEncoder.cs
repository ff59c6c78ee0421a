using GanAugment.Data;
using SkiaSharp;

namespace GanAugment.Reporting;

/// <summary>Encodes images as JPEG.</summary>
public static class JpegEncoder
{
    /// <summary>Encodes one image with loss.</summary>
    /// <param name="shape">1 channel (gray), 3 (red, green, blue) or 4, whose alpha is left out.</param>
    /// <param name="pixels">[C, H, W], 0 … 255.</param>
    /// <param name="quality">0 (smallest file) … 100 (best).</param>
    /// <returns>The content of a .jpg file.</returns>
    public static byte[] Encode(ImageShape shape, ReadOnlySpan<byte> pixels, int quality)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(quality);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        ImageShape opaque = shape.Channels == 4 ? shape with { Channels = 3 } : shape;
        using SKBitmap bitmap = PngEncoder.Bitmap(opaque, pixels[..opaque.Length]);
        using SKData jpeg = bitmap.Encode(SKEncodedImageFormat.Jpeg, quality);
        return jpeg.ToArray();
    }
}
