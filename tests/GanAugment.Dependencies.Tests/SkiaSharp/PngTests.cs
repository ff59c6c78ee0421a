using SkiaSharp;

namespace GanAugment.Dependencies.Tests.SkiaSharp;

public class PngTests
{
    // 9 x 7 pixels, Adam7, every row filter: red falls by 40 a row and blue rises by as much, green rises by 20 a column.
    private const string InterlacedByLibpng =
        "iVBORw0KGgoAAAANSUhEUgAAAAkAAAAHCAIAAAEi/sChAAAATElEQVQImX3KwQ1AQBRF0fMTextFTDm/A0qbDuhGGzoYK4Tg5m5u3ouGSksxqpIUrZC6SUXM" +
        "UnEave3WbbiiW6SD74hVMXj1dnzwt+0OkRKMbK076AAAAABJRU5ErkJggg==";

    [Fact]
    public void Grey_pixels_survive_encoding()
    {
        using var bitmap = Gray(5, 3);
        using var file = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        using var read = SKBitmap.Decode(file);
        Assert.Equal((5, 3, SKColorType.Gray8), (read.Width, read.Height, read.ColorType));
        Assert.Equal(bitmap.Bytes, read.Bytes);
    }

    [Fact]
    public void Opaque_colours_survive_encoding()
    {
        using var bitmap = new SKBitmap(7, 5, SKColorType.Rgba8888, SKAlphaType.Opaque);
        var colors = Enumerable.Range(0, 35).Select(i => new SKColor((byte)(i * 7), (byte)(255 - i), (byte)(i * i))).ToArray();
        bitmap.Pixels = colors;
        using var image = SKImage.FromBitmap(bitmap);
        using var file = image.Encode();
        using var read = SKBitmap.Decode(file);
        Assert.Equal(SKAlphaType.Opaque, read.AlphaType);
        Assert.Equal(colors, read.Pixels);
    }

    [Fact]
    public void Transparent_colours_are_premultiplied_when_decoded()
    {
        using var bitmap = new SKBitmap(new SKImageInfo(2, 1, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        bitmap.GetPixelSpan();
        System.Runtime.InteropServices.Marshal.Copy(new byte[] { 200, 100, 50, 128, 9, 9, 9, 0 }, 0, bitmap.GetPixels(), 8);
        using var file = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        using var codec = SKCodec.Create(file);
        Assert.Equal(SKAlphaType.Unpremul, codec.Info.AlphaType);
        using var read = SKBitmap.Decode(codec);
        Assert.Equal(SKAlphaType.Premul, read.AlphaType);
        Assert.Equal(new byte[] { 25, 50, 100, 128, 0, 0, 0, 0 }, Bgra(read));
    }

    [Fact]
    public void A_palette_with_transparency_becomes_colours()
    {
        var file = new PngBuilder(4, 1, depth: 2, colorType: 3)
            .Chunk("PLTE", 255, 0, 0, 0, 255, 0, 0, 0, 255).Chunk("tRNS", 255, 0).Build([0b00_01_10_00]);
        using var read = SKBitmap.Decode(file);
        Assert.Equal([0xFFFF0000, 0x00000000, 0xFF0000FF, 0xFFFF0000], read.Pixels.Select(c => (uint)c));
    }

    [Fact]
    public void One_bit_grey_spreads_over_the_whole_range()
    {
        using var read = SKBitmap.Decode(new PngBuilder(9, 2, depth: 1, colorType: 0).Build([0b10100000, 0b10000000], [0, 0]));
        Assert.Equal(SKColorType.Gray8, read.ColorType);
        Assert.Equal([255, 0, 255, 0, 0, 0, 0, 0, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0], read.Bytes);
    }

    [Fact]
    public void Sixteen_bits_keep_their_upper_half()
    {
        using var read = SKBitmap.Decode(new PngBuilder(1, 1, depth: 16, colorType: 2).Build([0x12, 0x34, 0x80, 0x00, 0xFF, 0xFF]));
        Assert.Equal(new SKColor(0x12, 0x80, 0xFF), read.GetPixel(0, 0));
    }

    [Fact]
    public void Interlaced_files_are_put_together()
    {
        using var read = SKBitmap.Decode(Convert.FromBase64String(InterlacedByLibpng));
        Assert.Equal((9, 7), (read.Width, read.Height));
        Assert.All(Enumerable.Range(0, 63), i =>
        {
            var (x, y) = (i % 9, i / 9);
            Assert.Equal(new SKColor((byte)(255 - (y * 40)), (byte)(x * 20), (byte)(y * 40)), read.GetPixel(x, y));
        });
    }

    [Fact]
    public void A_grey_file_decodes_to_colours_when_asked()
    {
        using var bitmap = Gray(3, 2);
        using var file = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        using var read = SKBitmap.Decode(file, new SKImageInfo(3, 2, SKColorType.Rgba8888, SKAlphaType.Opaque));
        Assert.Equal(bitmap.Bytes, read.Pixels.Select(c => c.Green));
        Assert.All(read.Pixels, c => Assert.True(c.Red == c.Green && c.Green == c.Blue && c.Alpha == 255));
    }

    [Fact]
    public void Bounds_are_known_without_decoding()
    {
        // Claims 40000 × 30000 pixels in a hundred bytes.
        var file = new PngBuilder(40000, 30000, depth: 8, colorType: 2).Build([0, 0, 0]);
        var bounds = SKBitmap.DecodeBounds(file);
        Assert.Equal((40000, 30000), (bounds.Width, bounds.Height));
    }

    [Fact]
    public void A_bitmap_with_rows_too_long_to_address_is_refused() =>
        Assert.ThrowsAny<Exception>(() => new SKBitmap(new SKImageInfo(int.MaxValue, 1, SKColorType.Rgba8888, SKAlphaType.Opaque)));

    private static byte[] Bgra(SKBitmap bitmap)
    {
        using var copy = bitmap.Copy(SKColorType.Bgra8888);
        return copy.Bytes;
    }

    private static SKBitmap Gray(int width, int height)
    {
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque));
        for (var i = 0; i < width * height; i++)
            bitmap.SetPixel(i % width, i / width, new SKColor((byte)(i * 17), (byte)(i * 17), (byte)(i * 17)));
        return bitmap;
    }
}
