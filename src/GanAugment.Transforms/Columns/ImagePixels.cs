using GanAugment.Data;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Columns;

/// <summary>The pixels of ML.NET's images as planes.</summary>
internal static class ImagePixels
{
    private static readonly PixelOrder Rgba = new("RGBA", ImageLayout.Interleaved);

    /// <param name="image">An image, 32 bits per pixel.</param>
    /// <param name="channels">1 takes an image as gray, whose colours are all alike; 3 leaves alpha out; 4 keeps it.</param>
    /// <param name="planes">Receives [C, H, W].</param>
    public static void Read(MLImage image, int channels, Span<byte> planes)
    {
        PixelOrder order = image.PixelFormat == MLPixelFormat.Rgba32 ? Rgba : PixelOrder.Bgra;
        if (channels == 1) order = order with { Colours = order.Colours.Replace('R', 'L') };
        order.Read(new ImageShape(channels, image.Height, image.Width), image.Pixels, planes);
    }
}
