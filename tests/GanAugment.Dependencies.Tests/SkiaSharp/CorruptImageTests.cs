using SkiaSharp;

namespace GanAugment.Dependencies.Tests.SkiaSharp;

public class CorruptImageTests
{
    private static readonly byte[] Text = "this is not an image, and long enough for any header"u8.ToArray();

    [Fact]
    public void What_is_no_image_has_no_codec_and_no_bitmap()
    {
        using var data = SKData.CreateCopy(Text);
        Assert.Null(SKCodec.Create(data));
        Assert.Null(SKBitmap.Decode(data));
        Assert.Null(SKBitmap.Decode(new MemoryStream(Text)));
    }

    [Fact]
    public void Bytes_that_are_no_image_throw() => Assert.Throws<ArgumentNullException>(() => SKBitmap.Decode(Text));

    [Fact]
    public void A_missing_file_has_no_bitmap() => Assert.Null(SKBitmap.Decode(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())));

    [Fact]
    public void A_header_cut_short_has_no_codec()
    {
        using var data = SKData.CreateCopy(Png()[..20]);
        Assert.Null(SKCodec.Create(data));
    }

    // The trap for readers of images: a cut file still gives a bitmap, and only the codec tells.
    [Fact]
    public void A_cut_png_is_incomplete_and_still_a_bitmap()
    {
        var whole = Png();
        using var data = SKData.CreateCopy(whole[..(whole.Length / 2)]);
        using var codec = SKCodec.Create(data);
        Assert.Equal(SKCodecResult.IncompleteInput, codec.GetPixels(out _));
        using var bitmap = SKBitmap.Decode(data);
        Assert.Equal(64, bitmap.Height);
    }

    [Fact]
    public void A_png_whose_pixels_are_no_zlib_stream_is_an_error()
    {
        var file = new PngBuilder(8, 8, depth: 8, colorType: 0).BuildFrom([0x78, 0x9C, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]);
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        Assert.NotEqual(SKCodecResult.Success, codec.GetPixels(out _));
    }

    [Fact]
    public void A_png_that_claims_to_be_whole_must_hold_its_rows()
    {
        var random = new Random(2);
        var rows = Enumerable.Range(0, 8).Select(_ => random.GetItems<byte>([1, 20, 90, 160, 250], 8)).ToArray();
        var whole = new PngBuilder(8, 8, depth: 8, colorType: 0).Build(rows);
        var compressed = whole[41..^16];
        using var data = SKData.CreateCopy(new PngBuilder(8, 8, depth: 8, colorType: 0).BuildFrom(compressed[..(compressed.Length / 2)]));
        Assert.Null(SKBitmap.Decode(data));
    }

    [Fact]
    public void A_palette_that_is_missing_is_noticed()
    {
        using var data = SKData.CreateCopy(new PngBuilder(4, 1, depth: 8, colorType: 3).Build([0, 0, 0, 0]));
        using var codec = SKCodec.Create(data);
        Assert.True(codec is null || codec.GetPixels(out _) != SKCodecResult.Success);
    }

    [Fact]
    public void A_cut_jpeg_is_incomplete()
    {
        using var bitmap = Noise();
        using var whole = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
        using var data = SKData.CreateCopy(whole.AsSpan()[..((int)whole.Size * 2 / 3)]);
        using var codec = SKCodec.Create(data);
        Assert.Equal(SKCodecResult.IncompleteInput, codec.GetPixels(out _));
    }

    [Fact]
    public void Pixels_are_not_decoded_to_another_size()
    {
        using var data = SKData.CreateCopy(Png());
        using var codec = SKCodec.Create(data);
        Assert.Equal(SKCodecResult.InvalidScale, codec.GetPixels(codec.Info.WithSize(65, 64), out _));
    }

    [Fact]
    public void Colours_are_not_decoded_to_grey()
    {
        using var data = SKData.CreateCopy(Png());
        using var codec = SKCodec.Create(data);
        Assert.Equal(SKCodecResult.InvalidConversion, codec.GetPixels(codec.Info.WithColorType(SKColorType.Gray8), out _));
    }

    private static byte[] Png()
    {
        using var bitmap = Noise();
        using var file = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return file.ToArray();
    }

    private static SKBitmap Noise()
    {
        var bitmap = new SKBitmap(64, 64, SKColorType.Rgba8888, SKAlphaType.Opaque);
        var random = new Random(1);
        bitmap.Pixels = [.. Enumerable.Range(0, 64 * 64).Select(_ => new SKColor((uint)random.Next() | 0xFF000000))];
        return bitmap;
    }
}
