using GanAugment.Data.Sources;

namespace GanAugment.Data;

/// <summary>Opens labelled images in any known format, recognised by their content.</summary>
public static class DatasetOpener
{
    // In this order: the formats with the clearest marks first.
    private static readonly (string Name, Func<string, string?> Refusal, Func<string, DatasetSplit, ILabelledImageSource> Open)[] Formats =
    [
        ("IDX", Recognition.NotIdx, (path, split) => IdxSource.Open(path, split)),
        ("StyleGAN zip", Recognition.NotStyleGan, StyleGanZipSource.Open),
        ("CIFAR binary", Recognition.NotCifar, CifarBinarySource.Open),
        ("CSV", Recognition.NotCsv, CsvSource.Open),
        ("image folder", Recognition.NotImageFolder, ImageFolderSource.Open),
    ];

    /// <summary>Opens a file or folder: IDX, CIFAR binary, StyleGAN zip or folder, CSV, or a folder of class folders.</summary>
    /// <param name="path">A file or a folder.</param>
    /// <param name="split">Which part, where the data has parts; training images are never given out as test images.</param>
    /// <exception cref="DatasetException">There is nothing, no format fits (the message lists what was tried and why each failed), the part is missing, or
    /// the content is broken.</exception>
    public static ILabelledImageSource Open(string path, DatasetSplit split = DatasetSplit.Train)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path) && !Directory.Exists(path))
            throw new DatasetException("The data is missing.", $"There is no file or folder '{path}'.", "Check the path.");
        var refusals = new List<string>();
        foreach ((string name, Func<string, string?> refusal, Func<string, DatasetSplit, ILabelledImageSource> open) in Formats)
        {
            if (refusal(path) is not { } reason) return open(path, split);
            refusals.Add($"{name} ({reason})");
        }

        throw new DatasetException("The data has no known format.",
            $"The path is '{path}', and it was tried as: {string.Join("; ", refusals)}.", "Convert it to one of these formats.");
    }
}
