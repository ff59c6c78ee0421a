namespace GanAugment.Training.Snapshots;

/// <summary>A folder with one snapshot and nothing else of a run, as an import writes it. No other class spells its file names.</summary>
internal static class SnapshotFolder
{
    /// <summary>The description's file.</summary>
    public static string DescriptionFile(string folder) => Path.Combine(Path.GetFullPath(folder), "generator.json");

    /// <summary>The description of the generator in a folder: an import's, a run's best one, or a run's latest.</summary>
    /// <exception cref="GeneratorException">There is none.</exception>
    public static string Find(string folder) => File.Exists(DescriptionFile(folder)) ? DescriptionFile(folder) : RunDirectory.FindGenerator(folder);
}
