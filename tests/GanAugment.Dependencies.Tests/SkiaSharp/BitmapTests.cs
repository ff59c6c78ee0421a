using SkiaSharp;

namespace GanAugment.Dependencies.Tests.SkiaSharp;

public class BitmapTests
{
    [Fact]
    public void Decoding_a_stream_closes_it()
    {
        using var bitmap = new SKBitmap(2, 2);
        var stream = new MemoryStream();
        Assert.True(bitmap.Encode(stream, SKEncodedImageFormat.Png, 100));
        stream.Position = 0;
        SKBitmap.Decode(stream).Dispose();
        Assert.False(stream.CanRead);
    }

    [Fact]
    public void Pixels_are_blue_first_by_default()
    {
        using var bitmap = new SKBitmap(1, 1, isOpaque: true);
        bitmap.SetPixel(0, 0, new SKColor(1, 2, 3));
        Assert.Equal(SKColorType.Bgra8888, bitmap.ColorType);
        Assert.Equal([3, 2, 1, 255], bitmap.Bytes);
        Assert.Equal([3, 2, 1, 255], bitmap.GetPixelSpan().ToArray());
    }

    [Fact]
    public void Copying_swaps_red_and_blue()
    {
        using var bitmap = new SKBitmap(1, 1, SKColorType.Bgra8888, SKAlphaType.Opaque);
        bitmap.SetPixel(0, 0, new SKColor(1, 2, 3));
        using var copy = bitmap.Copy(SKColorType.Rgba8888);
        Assert.Equal([1, 2, 3, 255], copy.Bytes);
    }

    [Fact]
    public void Grey_is_weighted_by_luminance()
    {
        using var bitmap = new SKBitmap(1, 1, SKColorType.Rgba8888, SKAlphaType.Opaque);
        bitmap.SetPixel(0, 0, new SKColor(0, 255, 0));
        using var gray = bitmap.Copy(SKColorType.Gray8);
        Assert.InRange(gray.Bytes[0], 181, 183);
    }

    [Theory]
    [InlineData(SKFilterQuality.None)]
    [InlineData(SKFilterQuality.Low)]
    [InlineData(SKFilterQuality.Medium)]
    [InlineData(SKFilterQuality.High)]
    public void Resizing_keeps_a_plain_colour(SKFilterQuality quality)
    {
        using var bitmap = new SKBitmap(20, 12, SKColorType.Rgba8888, SKAlphaType.Opaque);
        bitmap.Erase(new SKColor(10, 200, 90));
        using var small = bitmap.Resize(new SKImageInfo(7, 5, SKColorType.Rgba8888, SKAlphaType.Opaque), quality);
        Assert.Equal((7, 5), (small.Width, small.Height));
        Assert.All(small.Pixels, c => Assert.Equal(new SKColor(10, 200, 90), c));
    }

    [Fact]
    public void Doubling_without_a_filter_repeats_pixels()
    {
        using var bitmap = new SKBitmap(new SKImageInfo(2, 1, SKColorType.Gray8, SKAlphaType.Opaque));
        bitmap.SetPixel(1, 0, new SKColor(255, 255, 255));
        using var large = bitmap.Resize(new SKImageInfo(4, 2, SKColorType.Gray8, SKAlphaType.Opaque), SKFilterQuality.None);
        Assert.Equal([0, 0, 255, 255, 0, 0, 255, 255], large.Bytes);
    }

    [Fact]
    public void Resizing_to_nothing_gives_nothing()
    {
        using var bitmap = new SKBitmap(2, 2);
        Assert.Null(bitmap.Resize(new SKImageInfo(0, 4), SKFilterQuality.High));
    }

    [Fact]
    public void A_pixel_outside_cannot_be_set()
    {
        using var bitmap = new SKBitmap(2, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => bitmap.SetPixel(2, 0, new SKColor(0, 0, 0)));
    }
}
