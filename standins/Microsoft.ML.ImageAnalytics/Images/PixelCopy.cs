using SkiaSharp;

namespace Microsoft.ML.Data;

/// <summary>Draws one 32-bit image onto another.</summary>
internal static class PixelCopy
{
    /// <summary>Draws a premultiplied image onto an opaque, black one; parts outside are cut off.</summary>
    public static unsafe void Draw(SKBitmap source, SKBitmap target, int left, int top)
    {
        var from = source.GetPixelSpan();
        var to = new Span<byte>(target.GetPixels().ToPointer(), target.ByteCount);
        for (int y = Math.Max(0, -top); y < source.Height && y + top < target.Height; y++)
        {
            for (int x = Math.Max(0, -left); x < source.Width && x + left < target.Width; x++)
            {
                var pixel = to.Slice((((y + top) * target.Width) + x + left) * 4, 4);
                from.Slice(((y * source.Width) + x) * 4, 3).CopyTo(pixel);
                pixel[3] = byte.MaxValue;
            }
        }
    }
}
