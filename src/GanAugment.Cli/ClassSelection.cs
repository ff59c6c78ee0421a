using System.CommandLine;
using GanAugment.Data;

namespace GanAugment.Cli;

/// <summary>The option <c>--class</c>: classes by name.</summary>
internal static class ClassSelection
{
    // Longer lists hide the name that was meant.
    private const int MostListed = 12, MostSuggested = 5;

    /// <summary>Creates the option.</summary>
    public static Option<string[]> Create(string description) => new("--class") { Description = description, HelpName = "NAME" };

    /// <summary>The indices of the names, in the order given.</summary>
    /// <exception cref="OptionException">A name is none of the generator's.</exception>
    public static int[] Indices(IEnumerable<string> names, IReadOnlyList<string> classes)
    {
        var map = new ClassMap(classes);
        string[] wanted = [.. names.Distinct()];
        if (wanted.FirstOrDefault(name => map.IndexOf(name) < 0) is not { } unknown) return [.. wanted.Select(map.IndexOf)];
        string known = map.Count <= MostListed ? $"It has '{string.Join("', '", map)}'."
            : $"Of its {map.Count} classes '{string.Join("', '", Nearest(unknown, map))}' are most like it.";
        throw new OptionException($"The generator has no class '{unknown}'.", known, "Give one of its names with --class; upper and lower case differ.");
    }

    // By the edits that lead from one to the other, upper and lower case alike; a name that contains the other comes first.
    private static IEnumerable<string> Nearest(string name, IEnumerable<string> known) => known
        .OrderByDescending(other => other.Contains(name, StringComparison.OrdinalIgnoreCase) || name.Contains(other, StringComparison.OrdinalIgnoreCase))
        .ThenBy(other => Edits(name.ToUpperInvariant(), other.ToUpperInvariant()))
        .Take(MostSuggested);

    // Levenshtein's distance, a row at a time.
    private static int Edits(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (from[i - 1] == to[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }
}
