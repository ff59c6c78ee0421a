namespace GanAugment.Training.Initial;

/// <summary>Which classes of the initial networks each class of a run begins with: one, the mean of several, or none.</summary>
/// <param name="Known">How many classes the initial networks know.</param>
/// <param name="Sources">Per class of the run, indices of theirs.</param>
internal sealed record ClassRows(int Known, IReadOnlyList<int[]> Sources)
{
    /// <summary>Matches by name, or as the map says; a class that is not known gets no source yet.</summary>
    /// <exception cref="OptionException">The map names a class that is not there.</exception>
    public static ClassRows Match(IReadOnlyList<string> classes, IReadOnlyList<string> known, IReadOnlyDictionary<string, string> map, string origin)
    {
        var places = known.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        foreach (var (name, target) in map)
        {
            if (!classes.Contains(name, StringComparer.Ordinal)) throw Unknown(name, "the data", classes);
            if (!places.ContainsKey(target)) throw Unknown(target, $"the initial generator '{origin}'", known);
        }

        return new ClassRows(known.Count, [.. classes.Select(name => places.TryGetValue(map.GetValueOrDefault(name, name), out int i) ? new[] { i } : [])]);
    }

    /// <summary>Gives the classes that have no source one by a rule.</summary>
    /// <param name="rule">Class of the run → indices of the initial networks' classes.</param>
    public ClassRows Complete(Func<int, int[]> rule) => this with { Sources = [.. Sources.Select((sources, c) => sources.Length > 0 ? sources : rule(c))] };

    /// <summary>A table with one row per class: each row the mean of its sources, and <paramref name="table"/>'s own where there is none.</summary>
    /// <param name="known">The initial table, row by row.</param>
    /// <param name="table">The run's, changed in place.</param>
    public void Fill(ReadOnlySpan<float> known, Span<float> table)
    {
        int width = table.Length / Sources.Count;
        for (int c = 0; c < Sources.Count; c++)
        {
            if (Sources[c].Length == 0) continue;
            Span<float> row = table.Slice(c * width, width);
            row.Clear();
            foreach (int source in Sources[c])
                for (int i = 0; i < width; i++) row[i] += known[source * width + i] / Sources[c].Length;
        }
    }

    private static OptionException Unknown(string name, string where, IReadOnlyList<string> there) =>
        new($"There is no class '{name}' in {where}.", $"The option is {nameof(TrainingOptions.InitialGenerator)}.{nameof(InitialGeneratorOptions.ClassMap)}.",
            $"The classes there are: {string.Join(", ", there.Take(20))}{(there.Count > 20 ? " …" : "")}.");
}
