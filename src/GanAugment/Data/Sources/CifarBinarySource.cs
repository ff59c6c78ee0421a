namespace GanAugment.Data.Sources;

/// <summary>Reads the binary layout of CIFAR-10: records of one label byte and 3,072 pixel bytes (red, green and blue planes of 32×32).</summary>
/// <remarks>
/// Class names come from <c>batches.meta.txt</c> or <c>classes.txt</c> beside the files; without them they are "0", "1", … up to the largest label.
/// Where <c>fine_label_names.txt</c> lies beside them the layout is that of CIFAR-100: a coarse label before the fine one, which is used.
/// </remarks>
public static class CifarBinarySource
{
    private const string FineNames = "fine_label_names.txt";
    private static readonly ImageShape Shape = new(3, 32, 32);

    /// <summary>Opens a folder (<c>data_batch_1.bin</c> … or <c>train.bin</c>; <c>test_batch.bin</c> or <c>test.bin</c>) or one file.</summary>
    /// <param name="path">The folder or the file.</param>
    /// <param name="split">Which files of the folder.</param>
    /// <returns>The images, in memory, in colour.</returns>
    /// <exception cref="DatasetException">A file is missing or is no whole number of records, or a label has no class name.</exception>
    public static LabelledImageSet Open(string path, DatasetSplit split = DatasetSplit.Train)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        bool isFolder = Directory.Exists(path);
        string[] files = isFolder ? FindFiles(path, split) : [Splits.Check(path, split)];
        string folder = isFolder ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;
        int labelBytes = File.Exists(Path.Combine(folder, FineNames)) ? 2 : 1;
        int record = labelBytes + Shape.Length;
        byte[][] contents = Array.ConvertAll(files, file => ReadRecords(file, record));
        long total = contents.Sum(content => (long)content.Length / record);
        if (total * Shape.Length > Array.MaxLength)
            throw new DatasetException($"{total} images are more than fit into memory.", $"The data is '{path}'.", "Give one file of them.");
        var labels = new int[total];
        var pixels = new byte[total * Shape.Length];
        int image = 0;
        foreach (byte[] content in contents)
        {
            for (int at = 0; at < content.Length; at += record, image++)
            {
                labels[image] = content[at + labelBytes - 1];
                content.AsSpan(at + labelBytes, Shape.Length).CopyTo(pixels.AsSpan(image * Shape.Length));
            }
        }

        return new LabelledImageSet(path, Shape, ClassList.For(folder, labels, null, FineNames, "batches.meta.txt", "classes.txt"), labels, pixels);
    }

    private static string[] FindFiles(string folder, DatasetSplit split)
    {
        string[] patterns = split == DatasetSplit.Train ? ["data_batch_*.bin", "train.bin"] : ["test_batch.bin", "test.bin"];
        foreach (string pattern in patterns)
        {
            string[] files = Directory.GetFiles(folder, pattern);
            Array.Sort(files, StringComparer.Ordinal);
            if (files.Length > 0) return files;
        }

        throw new DatasetException($"There is no CIFAR binary file for the {Splits.Name(split)} part.",
            $"The folder is '{folder}'.", $"Put {string.Join(" or ", patterns)} there, or give the file itself.");
    }

    private static byte[] ReadRecords(string path, int record)
    {
        using PackedFile file = PackedFile.Open(path);
        byte[] content = file.ReadUpTo(Array.MaxLength);
        if (content.Length == 0 || content.Length % record != 0)
            throw new DatasetException($"{content.Length} bytes are no whole number of records of {record} bytes.",
                $"The file is '{path}'.", "Check that it is a CIFAR-10 binary file (not the Python version), or copy it again.");
        return content;
    }
}
