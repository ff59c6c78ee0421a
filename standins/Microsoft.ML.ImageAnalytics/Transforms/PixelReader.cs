using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Reads the pixels of an image into a vector.</summary>
internal static class PixelReader
{
    public static void Read(MLImage image, PixelLayout layout, Span<byte> target)
    {
        var pixels = image.Pixels;
        int count = pixels.Length / 4;
        foreach (var (color, offset) in PixelBytes.Of(image.PixelFormat))
        {
            int plane = layout.PlaneOf(color);
            if (plane < 0)
                continue;
            var (start, step) = layout.Slots(plane, count);
            for (int i = 0; i < count; i++)
                target[start + (i * step)] = pixels[(4 * i) + offset];
        }
    }

    public static void Read(MLImage image, PixelLayout layout, Span<float> target)
    {
        var pixels = image.Pixels;
        int count = pixels.Length / 4;
        foreach (var (color, offset) in PixelBytes.Of(image.PixelFormat))
        {
            int plane = layout.PlaneOf(color);
            if (plane < 0)
                continue;
            var (start, step) = layout.Slots(plane, count);
            for (int i = 0; i < count; i++)
            {
                byte value = pixels[(4 * i) + offset];
                target[start + (i * step)] = layout.Rescales ? (value - layout.Offset) * layout.Scale : value;
            }
        }
    }
}
