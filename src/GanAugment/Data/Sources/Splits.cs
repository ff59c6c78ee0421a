namespace GanAugment.Data.Sources;

/// <summary>What a path means for a split.</summary>
internal static class Splits
{
    private static readonly string[] TestNames = ["test", "t10k", "val"];

    /// <summary>"training" or "test", for messages.</summary>
    public static string Name(DatasetSplit split) => split == DatasetSplit.Train ? "training" : "test";

    /// <summary>Returns the path of a file or folder that has no parts; refuses to give out training images as test images.</summary>
    /// <exception cref="DatasetException">The test part is wanted, and the name does not begin with "test", "t10k" or "val".</exception>
    public static string Check(string path, DatasetSplit split)
    {
        if (split == DatasetSplit.Train
            || TestNames.Any(name => Path.GetFileName(Path.TrimEndingDirectorySeparator(path)).StartsWith(name, StringComparison.OrdinalIgnoreCase)))
            return path;
        throw Missing(path);
    }

    /// <summary>The test part is wanted, and there is none.</summary>
    public static DatasetException Missing(string path)
        => new("This data has no test part.",
            $"The path is '{path}'.", "Give a folder with a training and a test part, or open the test images by their own path.");
}
