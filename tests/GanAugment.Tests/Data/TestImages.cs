using System.Buffers.Binary;
using System.IO.Compression;
using GanAugment.Reporting;
using SkiaSharp;

namespace GanAugment.Data;

/// <summary>Small images whose every byte depends on a number, and the files that hold them.</summary>
internal static class TestImages
{
    public static byte[] Pixels(ImageShape shape, int number)
    {
        var pixels = new byte[shape.Length];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)(37 * number + 11 * i + i * i / 7);
        return pixels;
    }

    public static byte[] Png(ImageShape shape, int number) => PngEncoder.Encode(shape, Pixels(shape, number));

    public static byte[] Jpeg(int width, int height, SKColor color)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(color);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 100);
        return data.ToArray();
    }

    public static byte[] IdxImages(ImageShape shape, int count)
        => [.. Numbers(0x0803, count, shape.Height, shape.Width), .. Enumerable.Range(0, count).SelectMany(i => Pixels(shape, i))];

    public static byte[] IdxLabels(params byte[] labels) => [.. Numbers(0x0801, labels.Length), .. labels];

    public static byte[] Numbers(params int[] numbers)
    {
        var bytes = new byte[4 * numbers.Length];
        for (int i = 0; i < numbers.Length; i++) BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 * i), numbers[i]);
        return bytes;
    }

    public static byte[] Gzip(byte[] content)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(content);
        return packed.ToArray();
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(content);
            }
        }

        return packed.ToArray();
    }

    public static byte[] ReadAt(this ILabelledImageSource source, int index)
    {
        var pixels = new byte[source.Shape.Length];
        source.Read(index, pixels);
        return pixels;
    }
}
