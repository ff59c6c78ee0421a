namespace GanAugment.Data;

/// <summary>A folder name for every class: names of classes are free text, names of folders are not, and must be the same on every system.</summary>
public static class ClassFolders
{
    private static readonly string[] Reserved =
        ["con", "prn", "aux", "nul", .. Enumerable.Range(0, 10).SelectMany(n => (string[])[FormattableString.Invariant($"com{n}"), FormattableString.Invariant($"lpt{n}")])];

    /// <summary>Names the folders, in class order. A class keeps its name where it can be a folder's.</summary>
    /// <param name="classes">The names of the classes.</param>
    /// <returns>Names without characters that some system refuses, different from each other also where case does not count.</returns>
    public static IReadOnlyList<string> Of(IEnumerable<string> classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        string[] names = [.. classes];
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var folders = new string[names.Length];
        // Names that need no change go first, so that no other class's substitute takes them.
        foreach (int i in Enumerable.Range(0, names.Length).OrderBy(i => Plain(names[i]) != names[i]))
        {
            string plain = Plain(names[i]);
            folders[i] = plain;
            for (int n = 2; !taken.Add(folders[i]); n++) folders[i] = FormattableString.Invariant($"{plain}-{n}");
        }

        return folders;
    }

    private static string Plain(string name)
    {
        string plain = string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_' or '.' ? c : '_')).Trim(' ', '.');
        if (plain.Length == 0) return "_";
        return Reserved.Contains(plain.Split('.')[0], StringComparer.OrdinalIgnoreCase) ? $"_{plain}" : plain;
    }
}
