using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace SkiaSharp;

/// <summary>Writes 8-bit PNG: grey, RGB when opaque, otherwise RGBA.</summary>
internal static class PngEncoder
{
    public static byte[] Encode(SKImageInfo info, ReadOnlySpan<byte> pixels)
    {
        var channels = info.ColorType == SKColorType.Gray8 ? 1 : info.IsOpaque || info.ColorType == SKColorType.Rgb888x ? 3 : 4;
        using var file = new MemoryStream();
        file.Write(PngDecoder.Signature);

        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, info.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], info.Height);
        header[8] = 8;
        header[9] = channels switch { 1 => 0, 3 => 2, _ => 6 };
        WriteChunk(file, "IHDR", header);
        WriteChunk(file, "IDAT", Compress(info, pixels, channels));
        WriteChunk(file, "IEND", []);
        return file.ToArray();
    }

    private static byte[] Compress(SKImageInfo info, ReadOnlySpan<byte> pixels, int channels)
    {
        var compressed = new MemoryStream();
        using (var deflate = new ZLibStream(compressed, CompressionLevel.Optimal))
        {
            var row = new byte[(info.Width * channels) + 1];
            var above = new byte[row.Length];
            for (var y = 0; y < info.Height; y++)
            {
                for (var x = 0; x < info.Width; x++)
                {
                    var color = PixelLayout.Read(info, pixels[(((y * info.Width) + x) * info.BytesPerPixel)..]);
                    var at = 1 + (x * channels);
                    row[at] = color.Red;
                    if (channels == 1)
                        continue;
                    row[at + 1] = color.Green;
                    row[at + 2] = color.Blue;
                    if (channels == 4)
                        row[at + 3] = color.Alpha;
                }
                deflate.Write(FilterUp(row, above));
                (row, above) = (above, row);
            }
        }
        return compressed.ToArray();
    }

    // One filter for all rows: the difference to the row above, which suits grids of small images.
    private static byte[] FilterUp(byte[] row, byte[] above)
    {
        var filtered = new byte[row.Length];
        filtered[0] = 2;
        for (var i = 1; i < row.Length; i++)
            filtered[i] = (byte)(row[i] - above[i]);
        return filtered;
    }

    private static void WriteChunk(Stream file, string type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        var name = Encoding.ASCII.GetBytes(type);
        file.Write(name);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, PngChecksum.Of(name, data));
        file.Write(number);
    }
}
