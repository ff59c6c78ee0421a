using GanAugment.Data;
using GanAugment.Reporting;
using SkiaSharp;

namespace GanAugment.Tests.Reporting;

public class PngTextTests
{
    private static readonly byte[] Picture = PngEncoder.Encode(new ImageShape(1, 2, 2), [1, 2, 3, 4]);

    [Fact]
    public void Entries_can_be_read_again_in_any_language_and_the_picture_stays()
    {
        KeyValuePair<string, string>[] entries = [new("Comment", "seeds 0-9"), new("ganaugment.grid", "{ \"class\": \"日本語\" }"), new("Empty", "")];
        byte[] png = PngText.Add(Picture, entries);
        Assert.Equal(entries, PngText.Read(png));
        using SKBitmap picture = SKBitmap.Decode(png);
        Assert.Equal((1, 4), (picture.GetPixel(0, 0).Red, picture.GetPixel(1, 1).Red));
        Assert.Empty(PngText.Read(Picture));
    }

    [Fact]
    public void Chunks_carry_the_checksum_of_the_specification() =>
        // Every PNG file ends with this one.
        Assert.Equal(0xAE426082u, PngText.Checksum("IEND"u8));

    [Theory]
    [InlineData("")]
    [InlineData("Überschrift")]
    [InlineData("a keyword that is far longer than the seventy-nine characters that the specification allows it")]
    public void A_keyword_that_png_does_not_allow_is_refused(string keyword) =>
        Assert.Throws<ArgumentException>(() => PngText.Add(Picture, [new(keyword, "text")]));

    [Fact]
    public void A_cut_file_ends_the_reading()
    {
        byte[] png = PngText.Add(Picture, [new("Comment", "seeds 0-9")]);
        for (int length = 0; length < png.Length; length++) Assert.InRange(PngText.Read(png.AsSpan(0, length)).Count, 0, 1);
    }
}
