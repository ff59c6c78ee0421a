using System.Text;
using System.Xml.Linq;
using GanAugment.Data;
using GanAugment.Provenance;
using GanAugment.Reporting;
using SkiaSharp;

namespace GanAugment.Tests.Provenance;

public class SyntheticMarkTests
{
    private static readonly byte[] Picture = PngEncoder.Encode(new ImageShape(1, 2, 2), [1, 2, 3, 4]);
    private static readonly SyntheticOrigin Origin = new() { Generator = "sha256:00", Class = "naïve", Seed = 7, Row = 3, Truncation = "none" };

    [Fact]
    public void A_marked_file_says_where_it_came_from_and_shows_the_same_picture()
    {
        byte[] marked = SyntheticMark.Add(Picture, Origin);
        Assert.Equal(Origin, SyntheticMark.Read(marked));
        Assert.True(SyntheticMark.IsSynthetic(marked));
        using SKBitmap picture = SKBitmap.Decode(marked);
        Assert.Equal((1, 4), (picture.GetPixel(0, 0).Red, picture.GetPixel(1, 1).Red));
        Assert.Equal(marked, SyntheticMark.Add(Picture, Origin));
    }

    [Fact]
    public void The_mark_that_other_programs_read_is_xmp_in_an_international_text_entry()
    {
        byte[] marked = SyntheticMark.Add(Picture, Origin);
        Assert.True(marked.AsSpan().IndexOf("iTXtXML:com.adobe.xmp\0\0\0\0\0"u8) > 0);
        string packet = PngText.Read(marked).Single(entry => entry.Key == "XML:com.adobe.xmp").Value;
        XNamespace rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", iptc = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
        XElement description = XDocument.Parse(packet).Descendants(rdf + "Description").Single();
        Assert.Equal("http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia", description.Attribute(iptc + "DigitalSourceType")!.Value);
    }

    [Fact]
    public void A_file_without_a_mark_has_no_origin()
    {
        Assert.False(SyntheticMark.IsSynthetic(Picture));
        Assert.Null(SyntheticMark.Read(Picture));
    }

    [Fact]
    public void A_damaged_mark_is_told()
    {
        byte[] damaged = PngText.Add(Picture, [new(SyntheticMark.OriginKeyword, "{ \"generator\": 3 }")]);
        Assert.Contains("origin", Assert.Throws<DatasetException>(() => SyntheticMark.Read(damaged)).Message);
    }
}
