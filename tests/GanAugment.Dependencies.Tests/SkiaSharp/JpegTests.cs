using SkiaSharp;

namespace GanAugment.Dependencies.Tests.SkiaSharp;

public class JpegTests
{
    [Fact]
    public void Colours_come_back_nearly_the_same()
    {
        using var bitmap = new SKBitmap(32, 16, SKColorType.Bgra8888, SKAlphaType.Opaque);
        bitmap.Erase(new SKColor(200, 80, 30));
        using var file = bitmap.Encode(SKEncodedImageFormat.Jpeg, 95);
        Assert.Equal([0xFF, 0xD8], file.ToArray()[..2]);
        using var read = SKBitmap.Decode(file);
        Assert.Equal((32, 16, SKAlphaType.Opaque), (read.Width, read.Height, read.AlphaType));
        var color = read.GetPixel(10, 5);
        Assert.InRange(color.Red, 195, 205);
        Assert.InRange(color.Green, 75, 85);
        Assert.InRange(color.Blue, 25, 35);
    }

    [Fact]
    public void Grey_stays_grey()
    {
        using var bitmap = new SKBitmap(new SKImageInfo(16, 16, SKColorType.Gray8, SKAlphaType.Opaque));
        bitmap.Erase(new SKColor(90, 90, 90));
        using var file = bitmap.Encode(SKEncodedImageFormat.Jpeg, 95);
        using var codec = SKCodec.Create(file);
        Assert.Equal(SKEncodedImageFormat.Jpeg, codec.EncodedFormat);
        Assert.Equal(SKColorType.Gray8, codec.Info.ColorType);
        using var read = SKBitmap.Decode(codec);
        Assert.All(read.Bytes, b => Assert.InRange(b, 88, 92));
    }
}
