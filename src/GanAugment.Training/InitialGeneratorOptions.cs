namespace GanAugment.Training;

/// <summary>A warm start: training begins with the networks of an earlier run, a snapshot, or an imported checkpoint, whatever classes they know.</summary>
/// <remarks>Classes are matched by name. Everything that belongs to no class is taken where name and shape agree; what is not taken stands in the log. The
/// discriminator comes along where there is one: a run's latest, or an import's.</remarks>
public sealed record InitialGeneratorOptions
{
    /// <summary>A run directory, the JSON file of a snapshot, or the folder of an import.</summary>
    public required string From { get; init; }

    /// <summary>Whether the networks have the shape of the initial ones; else the other options say their shape, and only what fits is taken.</summary>
    /// <value>Default true.</value>
    public bool KeepShape { get; init; } = true;

    /// <summary>What a class begins with that the initial generator does not know.</summary><value>Default nearest.</value>
    public NewClasses NewClasses { get; init; }

    /// <summary>Which class of the initial generator a class of the data begins with, where names do not say: a name of the data → a name there.</summary>
    /// <value>Default none.</value>
    public IReadOnlyDictionary<string, string> ClassMap { get; init; } = new Dictionary<string, string>();

    /// <summary>By value, the class map included.</summary>
    public bool Equals(InitialGeneratorOptions? other) => other is not null && (From, KeepShape, NewClasses) == (other.From, other.KeepShape, other.NewClasses)
        && ClassMap.Count == other.ClassMap.Count && ClassMap.All(pair => other.ClassMap.TryGetValue(pair.Key, out string? value) && value == pair.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(From, KeepShape, NewClasses, ClassMap.Count);
}
