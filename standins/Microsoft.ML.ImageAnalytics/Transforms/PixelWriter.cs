using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Makes an image of a vector of colours.</summary>
internal static class PixelWriter
{
    public static MLImage Write<T>(ReadOnlySpan<T> values, ImageDataViewType size, PixelLayout layout, bool rescales)
        where T : INumberBase<T>
    {
        int count = size.Width * size.Height;
        var pixels = new byte[count * 4];
        foreach (var (color, offset) in PixelBytes.Of(MLPixelFormat.Bgra32))
        {
            int plane = layout.PlaneOf(color);
            bool isAlpha = color == ImagePixelExtractingEstimator.ColorBits.Alpha;
            var (start, step) = plane < 0 ? (0, 0) : layout.Slots(plane, count);
            for (int i = 0; i < count; i++)
            {
                // Colours that the vector lacks are black, opaque; but transparent as soon as the others are rescaled.
                float value = plane >= 0 ? float.CreateTruncating(values[start + (i * step)]) : isAlpha ? 255 : 0;
                if (!rescales)
                    pixels[(4 * i) + offset] = unchecked((byte)value);
                else if (plane >= 0 || !isAlpha)
                    pixels[(4 * i) + offset] = unchecked((byte)Math.Round((value * layout.Scale) - layout.Offset));
            }
        }

        return MLImage.CreateFromPixels(size.Width, size.Height, MLPixelFormat.Bgra32, pixels);
    }
}
