using System.Runtime.InteropServices;
using GanAugment.Data;
using SkiaSharp;

namespace GanAugment.Reporting;

/// <summary>Encodes images as PNG.</summary>
public static class PngEncoder
{
    /// <summary>Encodes one image without loss.</summary>
    /// <param name="shape">1 channel (gray), 3 (red, green, blue) or 4 (with straight alpha).</param>
    /// <param name="pixels">[C, H, W], 0 … 255.</param>
    /// <returns>The content of a .png file.</returns>
    public static byte[] Encode(ImageShape shape, ReadOnlySpan<byte> pixels)
    {
        using SKBitmap bitmap = Bitmap(shape, pixels);
        using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <summary>The image as Skia has it.</summary>
    internal static SKBitmap Bitmap(ImageShape shape, ReadOnlySpan<byte> pixels)
    {
        if (pixels.Length != shape.Length)
            throw new ArgumentException($"An image of {shape} has {shape.Length} bytes, but {pixels.Length} were given.", nameof(pixels));
        ImageLibrary.Require();
        SKImageInfo info = shape.Channels switch
        {
            1 => new SKImageInfo(shape.Width, shape.Height, SKColorType.Gray8, SKAlphaType.Opaque),
            3 => new SKImageInfo(shape.Width, shape.Height, SKColorType.Rgba8888, SKAlphaType.Opaque),
            4 => new SKImageInfo(shape.Width, shape.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul),
            _ => throw new ArgumentException($"An image has 1, 3 or 4 channels, not {shape.Channels}.", nameof(shape)),
        };
        byte[] interleaved = shape.Channels == 1 ? pixels.ToArray() : Interleave(shape, pixels); // [H, W] or [H, W, 4]
        var bitmap = new SKBitmap(info);
        Marshal.Copy(interleaved, 0, bitmap.GetPixels(), interleaved.Length);
        return bitmap;
    }

    private static byte[] Interleave(ImageShape shape, ReadOnlySpan<byte> planes)
    {
        int length = shape.PlaneLength;
        var rgba = new byte[4 * length];
        for (int p = 0; p < length; p++)
            for (int c = 0; c < 4; c++)
                rgba[4 * p + c] = c < shape.Channels ? planes[c * length + p] : byte.MaxValue;
        return rgba;
    }
}
