namespace GanAugment.Cli;

/// <summary>A folder that a verb is asked to write.</summary>
internal static class OutputFolder
{
    /// <summary>Refuses a folder that holds something.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="option">The option that names it.</param>
    /// <param name="force">Whether <c>--force</c> was given.</param>
    /// <exception cref="OptionException">It holds something.</exception>
    public static void RefuseUsed(string folder, string option, bool force)
    {
        if (!force && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new OptionException("The folder is not empty.", $"It is '{folder}', given with {option}.",
                "Give another folder, or --force to write into it.");
    }

    /// <summary>Refuses a folder that holds something, or that <c>--force</c> would remove together with what is needed.</summary>
    /// <param name="folder">The folder that is to be replaced as a whole.</param>
    /// <param name="option">The option that names it.</param>
    /// <param name="force">Whether <c>--force</c> was given.</param>
    /// <param name="needed">Files and folders that must not go; names that are no paths are passed over.</param>
    /// <exception cref="OptionException">It must not be replaced.</exception>
    public static void RefuseReplaced(string folder, string option, bool force, params string[] needed)
    {
        string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (!force && Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any())
            throw new OptionException("The folder is not empty.", $"It is '{folder}', given with {option}.",
                "Give another folder, or --force to replace it.");
        foreach (string path in (string[])[Environment.CurrentDirectory, .. needed])
        {
            string from = Path.GetRelativePath(root, path);
            if (Path.Exists(path) && !Path.IsPathRooted(from) && from != ".." && !from.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                throw new OptionException($"The folder is replaced as a whole, and '{path}' would go with it.", $"It is '{folder}', given with {option}.",
                    "Give another folder.");
        }
    }
}
