using System.IO.Compression;
using GanAugment.Data;
using GanAugment.Reporting;

namespace GanAugment.Cli.Tests;

/// <summary>A temporary folder with test data.</summary>
internal sealed class Folder : IDisposable
{
    /// <summary>The folder.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("ganaugment-cli-").FullName;

    /// <summary>A path in it.</summary>
    public string In(params string[] names) => Path.Combine([Root, .. names]);

    /// <summary>Writes a file.</summary>
    public string Write(string name, byte[] content)
    {
        string path = In(name.Split('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>MNIST-like files: 8×8 images, labels i mod 2, compressed.</summary>
    public string WriteIdx(int images = 8, int labels = 8, Func<byte[], byte[]>? harmImages = null)
    {
        byte[] pixels = [0, 0, 8, 3, .. Number(images), .. Number(8), .. Number(8), .. Enumerable.Range(0, images * 64).Select(i => (byte)(i * 7))];
        byte[] classes = [0, 0, 8, 1, .. Number(labels), .. Enumerable.Range(0, labels).Select(i => (byte)(i % 2))];
        Write("idx/train-images-idx3-ubyte.gz", harmImages is null ? Packed(pixels) : harmImages(pixels));
        Write("idx/train-labels-idx1-ubyte.gz", Packed(classes));
        return In("idx");
    }

    /// <summary>One class folder per name, two 8×8 images in each.</summary>
    public string WriteImages(params string[] classes)
    {
        foreach (string name in classes)
            for (int i = 0; i < 2; i++)
                Write($"images/{name}/{i}.png", Png(8, 8));
        return In("images");
    }

    /// <summary>Images of two classes, "plain" and "half", no two alike: as many of each, 4×4.</summary>
    public string WriteTwoClasses(string name, int count, int seed)
    {
        var random = new Random(seed);
        foreach (string className in new[] { "plain", "half" })
            for (int i = 0; i < count; i++)
                Write($"{name}/{className}/{i:D2}.png", PngEncoder.Encode(new ImageShape(1, 4, 4),
                    [.. Enumerable.Range(0, 16).Select(p => (byte)((className == "plain" ? 60 : p < 8 ? 200 : 90) + random.Next(50)))]));
        return In(name);
    }

    /// <summary>A gray PNG.</summary>
    public static byte[] Png(int height, int width) => PngEncoder.Encode(new ImageShape(1, height, width), new byte[height * width]);

    /// <summary>A gzip file.</summary>
    public static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(content);
        return packed.ToArray();
    }

    /// <summary>Removes it.</summary>
    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static byte[] Number(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
