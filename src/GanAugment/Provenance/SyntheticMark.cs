using GanAugment.Reporting;

namespace GanAugment.Provenance;

/// <summary>Marks PNG files as the work of a generator, for people and programs that meet the file without its folder.</summary>
/// <remarks>
/// Two text entries: an XMP packet with IPTC's digital source type <c>trainedAlgorithmicMedia</c>, which picture programs and archives read, and the
/// <see cref="SyntheticOrigin"/> as JSON, enough to make the image again. Whoever encodes the image anew loses both.
/// </remarks>
public static class SyntheticMark
{
    /// <summary>The keyword of the entry with the origin.</summary>
    public const string OriginKeyword = "ganaugment.origin";

    /// <summary>IPTC's name for media made by a trained model (NewsCodes, digital source type).</summary>
    public const string DigitalSourceType = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

    // XMP specification, part 3: PNG keeps its packet in an iTXt entry of this name.
    private const string XmpKeyword = "XML:com.adobe.xmp";

    /// <summary>Adds the mark to a file's content.</summary>
    /// <param name="png">The content of a .png file without a mark.</param>
    /// <param name="origin">Where the image came from.</param>
    public static byte[] Add(ReadOnlySpan<byte> png, SyntheticOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(origin);
        return PngText.Add(png, [new(XmpKeyword, Packet), new(OriginKeyword, origin.ToJson())]);
    }

    /// <summary>Whether a file's content says that a trained model made the image, whoever wrote it.</summary>
    /// <param name="png">The content of a .png file.</param>
    public static bool IsSynthetic(ReadOnlySpan<byte> png) =>
        PngText.Read(png).Any(entry => entry.Key == OriginKeyword || (entry.Key == XmpKeyword && entry.Value.Contains(DigitalSourceType, StringComparison.Ordinal)));

    /// <summary>Where the image of a marked file came from; null where the file has no origin of this kind.</summary>
    /// <param name="png">The content of a .png file.</param>
    /// <exception cref="DatasetException">The origin is damaged.</exception>
    public static SyntheticOrigin? Read(ReadOnlySpan<byte> png) =>
        PngText.Read(png).FirstOrDefault(entry => entry.Key == OriginKeyword).Value is { } json ? SyntheticOrigin.Parse(json) : null;

    // No time and no version of the program: the same image is the same file.
    private static string Packet { get; } =
        "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        + "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\""
        + " xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
        + $" Iptc4xmpExt:DigitalSourceType=\"{DigitalSourceType}\" xmp:CreatorTool=\"GanAugment\"/></rdf:RDF></x:xmpmeta>\n"
        + "<?xpacket end=\"r\"?>";
}
