using System.Buffers.Binary;
using System.Text;

namespace GanAugment.Reporting;

/// <summary>Text entries of PNG files (PNG specification, third edition, §11.3.3): tEXt for ASCII, iTXt for everything else, an XMP packet among it.</summary>
public static class PngText
{
    // Signature (8), then the header chunk, which is always first: length, type, 13 bytes, checksum.
    private const int AfterHeader = 8 + 12 + 13;

    private static readonly uint[] Remainders = MakeRemainders();

    /// <summary>Adds entries to a file's content.</summary>
    /// <param name="png">The content of a .png file.</param>
    /// <param name="entries">Keyword (1 to 79 ASCII characters) and text of every entry, in order.</param>
    /// <returns>The content with the entries behind the header.</returns>
    public static byte[] Add(ReadOnlySpan<byte> png, IEnumerable<KeyValuePair<string, string>> entries)
    {
        using var file = new MemoryStream();
        file.Write(png[..AfterHeader]);
        foreach (var (keyword, text) in entries) Write(file, keyword, text.ReplaceLineEndings("\n"));
        file.Write(png[AfterHeader..]);
        return file.ToArray();
    }

    /// <summary>The entries of a file's content, those that are not compressed.</summary>
    /// <param name="png">The content of a .png file.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(ReadOnlySpan<byte> png)
    {
        var entries = new List<KeyValuePair<string, string>>();
        for (int at = 8; at + 12 <= png.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png[at..]);
            if (length < 0 || length > png.Length - at - 12) break;
            string type = Encoding.ASCII.GetString(png.Slice(at + 4, 4));
            ReadOnlySpan<byte> data = png.Slice(at + 8, length);
            int end = data.IndexOf((byte)0);
            if (type == "tEXt" && end > 0) entries.Add(new(Encoding.Latin1.GetString(data[..end]), Encoding.Latin1.GetString(data[(end + 1)..])));
            if (type == "iTXt" && end > 0 && end + 3 <= length && data[end + 1] == 0)
            {
                // Behind the keyword: two bytes of compression, a language and a translated keyword, each with its end.
                ReadOnlySpan<byte> rest = data[(end + 3)..];
                rest = rest[(rest.IndexOf((byte)0) + 1)..];
                rest = rest[(rest.IndexOf((byte)0) + 1)..];
                entries.Add(new(Encoding.Latin1.GetString(data[..end]), Encoding.UTF8.GetString(rest)));
            }

            at += 12 + length;
        }

        return entries;
    }

    private static void Write(Stream file, string keyword, string text)
    {
        if (keyword.Length is < 1 or > 79 || !Ascii.IsValid(keyword))
            throw new ArgumentException($"A PNG keyword has 1 to 79 ASCII characters, not '{keyword}'.", nameof(keyword));
        bool plain = Ascii.IsValid(text);
        byte[] chunk = plain
            ? [.. "tEXt"u8, .. Encoding.ASCII.GetBytes(keyword), 0, .. Encoding.ASCII.GetBytes(text)]
            : [.. "iTXt"u8, .. Encoding.ASCII.GetBytes(keyword), 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(text)];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, chunk.Length - 4);
        file.Write(number);
        file.Write(chunk);
        BinaryPrimitives.WriteUInt32BigEndian(number, Checksum(chunk));
        file.Write(number);
    }

    /// <summary>CRC-32 with the reflected polynomial, as the PNG specification's annex D gives it.</summary>
    internal static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint value = uint.MaxValue;
        foreach (byte b in bytes) value = Remainders[(byte)(value ^ b)] ^ (value >> 8);
        return ~value;
    }

    private static uint[] MakeRemainders()
    {
        const uint Polynomial = 0xEDB88320;
        var table = new uint[256];
        for (uint n = 0; n < table.Length; n++)
        {
            uint value = n;
            for (int bit = 0; bit < 8; bit++) value = (value & 1) == 0 ? value >> 1 : Polynomial ^ (value >> 1);
            table[n] = value;
        }

        return table;
    }
}
