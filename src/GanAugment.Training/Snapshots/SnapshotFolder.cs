namespace GanAugment.Training.Snapshots;

/// <summary>A folder with one snapshot and nothing else of a run, as an import writes it. No other class spells its file names.</summary>
internal static class SnapshotFolder
{
    /// <summary>The description's file.</summary>
    public static string DescriptionFile(string folder) => Path.Combine(Path.GetFullPath(folder), "generator.json");

    /// <summary>The description of the generator in a folder: an import's, a run's best one, or a run's latest.</summary>
    /// <exception cref="GeneratorException">There is none.</exception>
    public static string Find(string folder) => File.Exists(DescriptionFile(folder)) ? DescriptionFile(folder) : RunDirectory.FindGenerator(folder);

    /// <summary>Writes weights, then the description that names them, then removes the weights that the description named before.</summary>
    /// <param name="folder">The folder, made where it is missing.</param>
    /// <param name="weights">The content of the weights file.</param>
    /// <param name="describe">(file name, checksum) → description.</param>
    /// <exception cref="SaveException">The disk refused.</exception>
    public static void Save(string folder, byte[] weights, Func<string, string, SnapshotDescription> describe)
    {
        string description = DescriptionFile(folder);
        string? previous = null;
        // Whatever stands there, if it is no description there is nothing to remove.
        try { previous = File.Exists(description) ? SnapshotDescription.Read(description).File : null; } catch (GeneratorException) { }
        SnapshotDescription saved = RunDirectory.Save(description, "generator", weights, describe);
        // Of a process that was killed.
        foreach (string half in Directory.EnumerateFiles(folder, "generator*.tmp")) RunDirectory.Remove(half);
        if (previous is not null && previous != saved.File) RunDirectory.Remove(Path.Combine(folder, Path.GetFileName(previous)));
    }
}
