using System.Buffers.Binary;

namespace GanAugment.Data.Sources;

/// <summary>Reads IDX, the format of MNIST and its family: one file of gray images, one of labels, plain or gzip.</summary>
/// <remarks>Class names come from <c>classes.txt</c> beside the files, one per line; without it they are "0", "1", … up to the largest label.</remarks>
public static class IdxSource
{
    /// <summary>Unsigned bytes in three dimensions: images.</summary>
    internal const int ImagesMagic = 0x0803;

    /// <summary>Unsigned bytes in one dimension: labels.</summary>
    internal const int LabelsMagic = 0x0801;

    /// <summary>Opens a folder with files of the standard names (<c>train-images-idx3-ubyte</c>, <c>t10k-…</c> or <c>test-…</c>, with or without
    /// <c>.gz</c>), or one images file whose labels file lies beside it.</summary>
    /// <param name="path">The folder, or the images file.</param>
    /// <param name="split">Which files of the folder.</param>
    /// <param name="classNames">Class names in label order, in place of <c>classes.txt</c>.</param>
    /// <returns>The images, in memory, gray.</returns>
    /// <exception cref="DatasetException">A file is missing, is not IDX, is truncated or corrupt, or images and labels do not belong together.</exception>
    public static LabelledImageSet Open(string path, DatasetSplit split = DatasetSplit.Train, IEnumerable<string>? classNames = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string imagesPath = Directory.Exists(path) ? FindImages(path, split) : Splits.Check(path, split);
        string labelsPath = LabelsBeside(imagesPath);
        (ImageShape shape, int count, byte[] pixels) = ReadImages(imagesPath);
        int[] labels = ReadLabels(labelsPath);
        if (labels.Length != count)
            throw new DatasetException($"There are {count} images but {labels.Length} labels.",
                $"The files are '{imagesPath}' and '{Path.GetFileName(labelsPath)}'.",
                "Use the labels file that belongs to the images.");
        ClassMap classes = ClassList.For(Path.GetDirectoryName(imagesPath)!, labels, classNames);
        return new LabelledImageSet(imagesPath, shape, classes, labels, pixels);
    }

    /// <summary>The number a file begins with, unpacked where it is gzip; 0 for a file of less than four bytes.</summary>
    internal static int Magic(string path)
    {
        using PackedFile file = PackedFile.Open(path);
        return file.ReadUpTo(4) is { Length: 4 } magic ? BinaryPrimitives.ReadInt32BigEndian(magic) : 0;
    }

    private static string FindImages(string folder, DatasetSplit split)
    {
        string[] prefixes = split == DatasetSplit.Train ? ["train"] : ["t10k", "test"];
        foreach (string prefix in prefixes)
            foreach (string name in new[] { $"{prefix}-images-idx3-ubyte", $"{prefix}-images.idx3-ubyte" })
                foreach (string ending in new[] { "", ".gz" })
                    if (Path.Combine(folder, name + ending) is var candidate && File.Exists(candidate))
                        return candidate;
        throw new DatasetException($"There is no IDX images file for the {Splits.Name(split)} part.", $"The folder is '{folder}'.",
            $"Put {prefixes[0]}-images-idx3-ubyte(.gz) and {prefixes[0]}-labels-idx1-ubyte(.gz) there, or give the images file itself.");
    }

    private static string LabelsBeside(string imagesPath)
    {
        string name = Path.GetFileName(imagesPath);
        string expected = name.Replace("images", "labels", StringComparison.Ordinal).Replace("idx3", "idx1", StringComparison.Ordinal);
        string folder = Path.GetDirectoryName(Path.GetFullPath(imagesPath))!;
        string plain = expected.EndsWith(".gz", StringComparison.Ordinal) ? expected[..^3] : expected;
        foreach (string candidate in new[] { expected, plain, plain + ".gz" })
            if (candidate != name && File.Exists(Path.Combine(folder, candidate)))
                return Path.Combine(folder, candidate);
        throw new DatasetException("The labels file is missing.", $"The images are '{imagesPath}', and there is no '{expected}' beside them.",
            "Put the labels file there; its name is that of the images with 'labels' for 'images' and 'idx1' for 'idx3'.");
    }

    private static (ImageShape Shape, int Count, byte[] Pixels) ReadImages(string path)
    {
        using PackedFile file = PackedFile.Open(path);
        int[] header = ReadHeader(file, path, ImagesMagic, "images", sizes: 3);
        (int count, int height, int width) = (header[0], header[1], header[2]);
        if (height is < 1 or > ushort.MaxValue || width is < 1 or > ushort.MaxValue)
            throw new DatasetException($"The header promises images of {height}×{width} pixels.",
                $"The file is '{path}'.", "Check that it is an IDX images file and not damaged.");
        byte[] pixels = ReadBody(file, path, (long)count * height * width);
        return (new ImageShape(1, height, width), count, pixels);
    }

    private static int[] ReadLabels(string path)
    {
        using PackedFile file = PackedFile.Open(path);
        int count = ReadHeader(file, path, LabelsMagic, "labels", sizes: 1)[0];
        return Array.ConvertAll(ReadBody(file, path, count), label => (int)label);
    }

    private static int[] ReadHeader(PackedFile file, string path, int magic, string content, int sizes)
    {
        byte[] bytes = file.ReadUpTo(4 + 4 * sizes);
        if (bytes.Length < 4 || BinaryPrimitives.ReadInt32BigEndian(bytes) != magic)
            throw new DatasetException($"This is no IDX file of {content}: it does not begin with 0x{magic:x8}.",
                $"The file is '{path}'.", $"Give an IDX {content} file of unsigned bytes.");
        if (bytes.Length < 4 + 4 * sizes)
            throw new DatasetException("The file ends inside its header.", $"The file is '{path}'.", "Download or copy the file again.");
        var numbers = new int[sizes];
        for (int i = 0; i < sizes; i++)
        {
            numbers[i] = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4 + 4 * i));
            if (numbers[i] < 0)
                throw new DatasetException("The header has a negative size.", $"The file is '{path}'.", "Download or copy the file again.");
        }

        return numbers;
    }

    private static byte[] ReadBody(PackedFile file, string path, long length)
    {
        byte[] body = file.ReadUpTo(length);
        if (body.Length < length)
            throw new DatasetException($"The file is truncated: its header promises {length} bytes of content, and there are {body.Length}.",
                $"The file is '{path}'.", "Download or copy the file again.");
        if (file.ReadUpTo(1).Length > 0)
            throw new DatasetException($"The file is longer than the {length} bytes of content its header promises.",
                $"The file is '{path}'.", "Download or copy the file again.");
        return body;
    }
}
