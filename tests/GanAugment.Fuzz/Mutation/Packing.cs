using System.IO.Compression;

namespace GanAugment.Fuzz.Mutation;

/// <summary>Compressed bytes, small files that become large ones among them.</summary>
internal static class Packing
{
    /// <summary>Zeros that a bomb unpacks to.</summary>
    public const int Bomb = 192 << 20;

    private static readonly Lazy<byte[]> GzipBomb = new(() => Pack(stream => new GZipStream(stream, CompressionLevel.SmallestSize), [], Bomb));

    private static readonly Lazy<byte[]> DeflateBomb = new(() => Pack(stream => new DeflateStream(stream, CompressionLevel.SmallestSize), [], Bomb));

    public static byte[] Gzip(byte[] content) => Pack(stream => new GZipStream(stream, CompressionLevel.Fastest), content, 0);

    public static byte[] Deflate(byte[] content) => Pack(stream => new DeflateStream(stream, CompressionLevel.Fastest), content, 0);

    public static byte[] Zlib(byte[] content) => Pack(stream => new ZLibStream(stream, CompressionLevel.Fastest), content, 0);

    /// <summary>A content and endless zeros behind it: a gzip file may have several members.</summary>
    public static byte[] GzipWithBomb(byte[] content) => [.. Gzip(content), .. GzipBomb.Value];

    /// <summary>Zeros alone.</summary>
    public static byte[] DeflatedBomb => DeflateBomb.Value;

    private static byte[] Pack(Func<Stream, Stream> packer, byte[] content, int zeros)
    {
        using var packed = new MemoryStream();
        using (Stream stream = packer(packed))
        {
            stream.Write(content);
            var chunk = new byte[1 << 16];
            for (int left = zeros; left > 0; left -= chunk.Length) stream.Write(chunk);
        }

        return packed.ToArray();
    }
}
