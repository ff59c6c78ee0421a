using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace GanAugment.Dependencies.Tests.SkiaSharp;

/// <summary>PNG files byte by byte, good and bad. Rows are given as stored, without filter bytes.</summary>
internal sealed class PngBuilder(int width, int height, int depth, int colorType, int interlace = 0)
{
    private readonly List<byte> _chunks = [];

    public PngBuilder Chunk(string type, params byte[] data)
    {
        _chunks.AddRange(Encode(type, data));
        return this;
    }

    public byte[] Build(params byte[][] rows)
    {
        var compressed = new MemoryStream();
        using (var deflate = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (var row in rows)
                deflate.Write([0, .. row]);
        }
        return BuildFrom(compressed.ToArray());
    }

    public byte[] BuildFrom(byte[] compressed)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)depth, (byte)colorType, (byte)interlace);
        return [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, .. Encode("IHDR", header), .. _chunks, .. Encode("IDAT", compressed), .. Encode("IEND", [])];
    }

    private static byte[] Encode(string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        var ends = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(ends, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(ends.AsSpan(4), Checksum(body));
        return [.. ends[..4], .. body, .. ends[4..]];
    }

    private static uint Checksum(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }
        return ~crc;
    }
}
