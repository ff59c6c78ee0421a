using GanAugment.Data;
using GanAugment.Reporting;
using SkiaSharp;

namespace GanAugment.Tests.Reporting;

public class PngEncoderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_pixel_survives(int channels)
    {
        var shape = new ImageShape(channels, 5, 7);
        byte[] pixels = [.. Enumerable.Range(0, shape.Length).Select(i => (byte)(i * 37 + 11))];
        using SKBitmap bitmap = SKBitmap.Decode(PngEncoder.Encode(shape, pixels), new SKImageInfo(7, 5, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        Assert.Equal((7, 5), (bitmap.Width, bitmap.Height));
        byte[] decoded = bitmap.Bytes; // [H, W, 4]
        for (int p = 0; p < 35; p++)
            for (int c = 0; c < channels; c++)
                Assert.Equal(pixels[c * 35 + p], decoded[4 * p + c]);
    }

    [Fact]
    public void Pixels_of_another_shape_are_refused()
    {
        Assert.Throws<ArgumentException>(() => PngEncoder.Encode(new ImageShape(1, 2, 2), new byte[5]));
        Assert.Throws<ArgumentException>(() => PngEncoder.Encode(new ImageShape(2, 2, 2), new byte[8]));
    }
}
