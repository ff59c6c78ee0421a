namespace GanAugment.Sampling;

/// <summary>What the user wants: a rule that says how many synthetic images each class gets. A <see cref="SamplingPlan"/> turns it into numbers.</summary>
public abstract record SamplingStrategy
{
    private SamplingStrategy()
    {
    }

    /// <summary>Fills every class up to the count of the largest.</summary>
    public static SamplingStrategy Balance() => new ToLargest();

    /// <summary>Fills every class up to a count; a class that has as many or more gets none.</summary>
    /// <param name="count">Images per class, real and synthetic, 0 or more.</param>
    /// <exception cref="OptionException">The count is negative.</exception>
    public static SamplingStrategy UpTo(int count) => new ToCount(NotNegative(count, "'up to' count"));

    /// <summary>Adds the same number to every class.</summary>
    /// <param name="count">Synthetic images per class, 0 or more.</param>
    /// <exception cref="OptionException">The count is negative.</exception>
    public static SamplingStrategy Add(int count) => new Same(NotNegative(count, "'add' count"));

    /// <summary>Adds a number of its own to every class named; the others get none.</summary>
    /// <param name="counts">Synthetic images by class name, 0 or more each.</param>
    /// <exception cref="OptionException">A count is negative.</exception>
    public static SamplingStrategy Custom(IReadOnlyDictionary<string, int> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        foreach (var (name, count) in counts) NotNegative(count, $"count for class '{name}'");
        return new ByName(new Dictionary<string, int>(counts, StringComparer.Ordinal));
    }

    /// <summary>Synthetic images for one class.</summary>
    internal abstract long SyntheticFor(string className, long real, long largest);

    /// <summary>The classes that the strategy names, and that must be present for it to have a meaning; none where it speaks of every class.</summary>
    public virtual IEnumerable<string> NamedClasses => [];

    private static int NotNegative(int count, string what) => count >= 0
        ? count
        : throw new OptionException($"A {what} of {count} has no meaning.", "It was given to the sampling strategy.", "Give a count of 0 or more.");

    private sealed record ToLargest : SamplingStrategy
    {
        internal override long SyntheticFor(string className, long real, long largest) => largest - real;

        public override string ToString() => "balance";
    }

    private sealed record ToCount(int Count) : SamplingStrategy
    {
        internal override long SyntheticFor(string className, long real, long largest) => Math.Max(0, Count - real);

        public override string ToString() => FormattableString.Invariant($"up to {Count}");
    }

    private sealed record Same(int Count) : SamplingStrategy
    {
        internal override long SyntheticFor(string className, long real, long largest) => Count;

        public override string ToString() => FormattableString.Invariant($"add {Count}");
    }

    private sealed record ByName(IReadOnlyDictionary<string, int> Counts) : SamplingStrategy
    {
        public override IEnumerable<string> NamedClasses => Counts.Keys;

        internal override long SyntheticFor(string className, long real, long largest) => Counts.GetValueOrDefault(className);

        public bool Equals(ByName? other) => other is not null && Counts.Count == other.Counts.Count && !Counts.Except(other.Counts).Any();

        public override int GetHashCode() => Counts.Aggregate(Counts.Count, (hash, entry) => hash ^ HashCode.Combine(entry.Key, entry.Value));

        public override string ToString() => "custom " + string.Join(", ", Counts.Select(entry => FormattableString.Invariant($"{entry.Key}: {entry.Value}")));
    }
}
