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
}
