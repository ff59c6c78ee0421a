namespace GanAugment.Data.Sources;

/// <summary>Reads a folder with one folder of PNG or JPEG images per class; the folder's name is the class's.</summary>
/// <remarks>
/// Classes are in ordinal order of their names, so "10" comes before "2"; images are in ordinal order of their paths, folders inside a class folder included.
/// Names that begin with a dot are skipped. A folder that holds <c>train</c> and <c>test</c> (or <c>val</c>) has a training and a test part.
/// All images must have the same size. Gray images give one channel, colour images three; an alpha channel is dropped; EXIF orientation is not applied.
/// </remarks>
public static class ImageFolderSource
{
    /// <summary>Opens the folder; images are read when they are asked for.</summary>
    /// <param name="path">The folder of class folders, or of <c>train</c> and <c>test</c>.</param>
    /// <param name="split">Which part.</param>
    /// <exception cref="DatasetException">There is no class folder, one is empty, an image cannot be read, or sizes differ (told when that image is
    /// read).</exception>
    public static ILabelledImageSource Open(string path, DatasetSplit split = DatasetSplit.Train)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Directory.Exists(path))
            throw new DatasetException("The folder is missing.", $"There is no folder '{path}'.", "Check the path.");
        string root = PartOf(path, split);
        string[] folders = Folders(root);
        if (folders.Length == 0)
            throw new DatasetException("There are no class folders.", $"The folder is '{root}'.", "Make one folder per class and put its images inside.");
        var images = new List<(string Name, int Label)>();
        for (int k = 0; k < folders.Length; k++)
        {
            string[] files = Images(folders[k]);
            if (files.Length == 0)
                throw new DatasetException($"The class '{Path.GetFileName(folders[k])}' has no images.",
                    $"The folder is '{folders[k]}'.", "Put PNG or JPEG images there, or remove the folder.");
            images.AddRange(files.Select(file => (file, k)));
        }

        return new EncodedImageSet(path, new ClassMap(folders.Select(folder => Path.GetFileName(folder)!)), images, EncodedImageSet.LoadFile,
            new SyntheticFolder(path, root).Contains);
    }

    /// <summary>Why a folder is no folder of classes; null when it is one.</summary>
    internal static string? Refusal(string path)
    {
        string[] folders = Folders(path);
        if (folders.Length == 0) return "there are no class folders";
        return folders.Any(folder => Images(folder).Length > 0) ? null : "there is no PNG or JPEG image in its folders";
    }

    private static string PartOf(string path, DatasetSplit split)
    {
        string train = Path.Combine(path, "train");
        if (!Directory.Exists(train) || Folders(train).Length == 0) return Splits.Check(path, split);
        if (split == DatasetSplit.Train) return train;
        foreach (string name in new[] { "test", "val" })
            if (Directory.Exists(Path.Combine(path, name)))
                return Path.Combine(path, name);
        throw Splits.Missing(path);
    }

    private static string[] Folders(string path) => Sorted(Directory.EnumerateDirectories(path).Where(folder => !Path.GetFileName(folder).StartsWith('.')));

    private static string[] Images(string folder)
        => Sorted(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(EncodedImage.HasImageName));

    private static string[] Sorted(IEnumerable<string> paths) => [.. paths.Order(StringComparer.Ordinal)];
}
