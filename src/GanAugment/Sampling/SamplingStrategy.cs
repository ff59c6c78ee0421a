namespace GanAugment.Sampling;

/// <summary>What the user wants: a rule that says how many synthetic images each class gets. A <see cref="SamplingPlan"/> turns it into numbers.</summary>
public abstract record SamplingStrategy
{
    private SamplingStrategy()
    {
    }

    /// <summary>Fills every class up to the count of the largest.</summary>
    public static SamplingStrategy Balance() => new ToRatio(1);

    /// <summary>Fills every class up to the count of the largest as <see cref="Balance"/> does, but only in part with synthetic images; the rest are random
    /// duplicates of its real ones, whole rounds first. Of the uses of a generator that were measured the one that helps most and harms least.</summary>
    /// <param name="syntheticShare">The share of what a class lacks that is synthetic, 0 … 1; 0 is plain random oversampling. Synthetic images that a class
    /// does not get (the generator lacks it, a cap, a filter) are made up by duplicates; a class without real images gets none.</param>
    /// <exception cref="OptionException">The share is not in 0 … 1.</exception>
    public static SamplingStrategy Mix(double syntheticShare = 0.25) => syntheticShare is >= 0 and <= 1
        ? new Mixed(syntheticShare)
        : throw new OptionException(FormattableString.Invariant($"A synthetic share of {syntheticShare} has no meaning."),
            "It was given to the sampling strategy.", "Give a number in 0 … 1, for example 0.25.");

    /// <summary>Fills the smallest class alone, the first of several, up to the count of the largest.</summary>
    public static SamplingStrategy MinorityOnly() => new Smallest();

    /// <summary>Fills every class up to a share of the count of the largest; a class that has as many or more gets none.</summary>
    /// <param name="share">Smallest over largest count afterwards, in (0, 1]; 1 is <see cref="Balance"/>. Counts are rounded up.</param>
    /// <exception cref="OptionException">The share is not in (0, 1].</exception>
    public static SamplingStrategy Ratio(double share) => share is > 0 and <= 1
        ? new ToRatio(share)
        : throw new OptionException(FormattableString.Invariant($"A ratio of {share} has no meaning."), "It was given to the sampling strategy.",
            "Give a number in (0, 1]: the count of each class over that of the largest.");

    /// <summary>Fills every class up to a count; a class that has as many or more gets none.</summary>
    /// <param name="count">Images per class, real and synthetic, 0 or more.</param>
    /// <exception cref="OptionException">The count is negative.</exception>
    public static SamplingStrategy UpTo(int count) => new ToCount(NotNegative(count, "'up to' count"));

    /// <summary>Fills every class named up to a count of its own; the others get none.</summary>
    /// <param name="totals">Images by class name, real and synthetic. A total below the real images there are is an error when the plan is made: no real
    /// image is ever taken away.</param>
    /// <exception cref="OptionException">A total is negative.</exception>
    public static SamplingStrategy UpTo(IReadOnlyDictionary<string, int> totals) => new ToCounts(Checked(totals, "total"));

    /// <summary>Adds the same number to every class.</summary>
    /// <param name="count">Synthetic images per class, 0 or more.</param>
    /// <exception cref="OptionException">The count is negative.</exception>
    public static SamplingStrategy Add(int count) => new Same(NotNegative(count, "'add' count"));

    /// <summary>Adds a number of its own to every class named; the others get none.</summary>
    /// <param name="counts">Synthetic images by class name, 0 or more each.</param>
    /// <exception cref="OptionException">A count is negative.</exception>
    public static SamplingStrategy Custom(IReadOnlyDictionary<string, int> counts) => new ByName(Checked(counts, "count"));

    /// <summary>Adds what a function of the real counts says.</summary>
    /// <param name="rule">From the real images by class name to the synthetic images by class name; a class that is left out gets none. It is called once
    /// for every plan. An unknown class or a negative number is an error when the plan is made.</param>
    public static SamplingStrategy Custom(Func<IReadOnlyDictionary<string, long>, IReadOnlyDictionary<string, long>> rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return new ByRule(rule);
    }

    /// <summary>The classes that the strategy names, and that must be present for it to have a meaning; none where it speaks of every class.</summary>
    public virtual IEnumerable<string> NamedClasses => [];

    /// <summary>Whether duplicates stand for synthetic images that a class does not get.</summary>
    public virtual bool FillsWithDuplicates => false;

    /// <summary>Duplicates for every class beside its synthetic images, in the order of the real counts.</summary>
    internal virtual long[] Duplicates(IReadOnlyList<KeyValuePair<string, long>> real, long[] synthetic) => new long[real.Count];

    /// <summary>Synthetic images for every class, in the order of the real counts.</summary>
    internal abstract long[] Resolve(IReadOnlyList<KeyValuePair<string, long>> real);

    private static int NotNegative(int count, string what) => count >= 0
        ? count
        : throw new OptionException($"A {what} of {count} has no meaning.", "It was given to the sampling strategy.", "Give a count of 0 or more.");

    private static Dictionary<string, int> Checked(IReadOnlyDictionary<string, int> counts, string what)
    {
        ArgumentNullException.ThrowIfNull(counts);
        foreach (var (name, count) in counts) NotNegative(count, $"{what} for class '{name}'");
        return new Dictionary<string, int>(counts, StringComparer.Ordinal);
    }

    private sealed record ToRatio(double Share) : SamplingStrategy
    {
        internal override long[] Resolve(IReadOnlyList<KeyValuePair<string, long>> real)
        {
            // In decimal, where 0.07 · 100 is 7: rounding up must not see the error of a binary fraction.
            long target = (long)Math.Ceiling((decimal)Share * real.Max(c => c.Value));
            return [.. real.Select(c => Math.Max(0, target - c.Value))];
        }

        public override string ToString() => Share == 1 ? "balance" : FormattableString.Invariant($"ratio {Share}");
    }

    private sealed record Mixed(double SyntheticShare) : SamplingStrategy
    {
        public override bool FillsWithDuplicates => true;

        internal override long[] Resolve(IReadOnlyList<KeyValuePair<string, long>> real) =>
            [.. Lacking(real).Select(lacking => (long)Math.Round((decimal)SyntheticShare * lacking, MidpointRounding.AwayFromZero))];

        internal override long[] Duplicates(IReadOnlyList<KeyValuePair<string, long>> real, long[] synthetic) =>
            [.. Lacking(real).Select((lacking, c) => real[c].Value == 0 ? 0 : lacking - synthetic[c])];

        public override string ToString() => FormattableString.Invariant($"balance, {100 * SyntheticShare:0.#} % synthetic, the rest duplicates");

        private static IEnumerable<long> Lacking(IReadOnlyList<KeyValuePair<string, long>> real)
        {
            long largest = real.Max(c => c.Value);
            return real.Select(c => largest - c.Value);
        }
    }

    private sealed record Smallest : SamplingStrategy
    {
        internal override long[] Resolve(IReadOnlyList<KeyValuePair<string, long>> real)
        {
            string smallest = real.MinBy(c => c.Value).Key;
            long largest = real.Max(c => c.Value);
            return [.. real.Select(c => c.Key == smallest ? largest - c.Value : 0)];
        }

        public override string ToString() => "minority only";
    }

    private sealed record ToCount(int Count) : SamplingStrategy
    {
        internal override long[] Resolve(IReadOnlyList<KeyValuePair<string, long>> real) => [.. real.Select(c => Math.Max(0, Count - c.Value))];

        public override string ToString() => FormattableString.Invariant($"up to {Count}");
    }

    private sealed record Same(int Count) : SamplingStrategy
    {
        internal override long[] Resolve(IReadOnlyList<KeyValuePair<string, long>> real) => [.. real.Select(_ => (long)Count)];

        public override string ToString() => FormattableString.Invariant($"add {Count}");
    }

    private abstract record Named(IReadOnlyDictionary<string, int> Counts) : SamplingStrategy
    {
        public override IEnumerable<string> NamedClasses => Counts.Keys;

        public virtual bool Equals(Named? other) => other is not null && EqualityContract == other.EqualityContract
            && Counts.Count == other.Counts.Count && !Counts.Except(other.Counts).Any();

        public override int GetHashCode() => Counts.Aggregate(Counts.Count, (hash, entry) => hash ^ HashCode.Combine(entry.Key, entry.Value));

        protected string List => string.Join(", ", Counts.Select(entry => FormattableString.Invariant($"{entry.Key}: {entry.Value}")));
    }

    private sealed record ByName(IReadOnlyDictionary<string, int> Counts) : Named(Counts)
    {
        internal override long[] Resolve(IReadOnlyList<KeyValuePair<string, long>> real) => [.. real.Select(c => (long)Counts.GetValueOrDefault(c.Key))];

        public override string ToString() => "custom " + List;
    }

    private sealed record ToCounts(IReadOnlyDictionary<string, int> Counts) : Named(Counts)
    {
        internal override long[] Resolve(IReadOnlyList<KeyValuePair<string, long>> real) =>
            [.. real.Select(c => Counts.TryGetValue(c.Key, out int total) ? Missing(c.Key, c.Value, total) : 0)];

        public override string ToString() => "up to " + List;

        private static long Missing(string name, long real, int total) => total >= real
            ? total - real
            : throw new OptionException(FormattableString.Invariant($"Class '{name}' is to have {total} rows in total but already has {real}."),
                "The total was given to SamplingStrategy.UpTo.",
                "Give a larger total, leave the class out, or use SamplingStrategy.Custom to say how many are added.");
    }

    private sealed record ByRule(Func<IReadOnlyDictionary<string, long>, IReadOnlyDictionary<string, long>> Rule) : SamplingStrategy
    {
        internal override long[] Resolve(IReadOnlyList<KeyValuePair<string, long>> real)
        {
            var counts = new Dictionary<string, long>(real, StringComparer.Ordinal);
            IReadOnlyDictionary<string, long> added = Rule(counts.AsReadOnly()) ?? throw Wrong("returned nothing", "Return a dictionary; it may be empty.");
            if (added.Keys.FirstOrDefault(name => !counts.ContainsKey(name)) is { } unknown)
                throw Wrong($"names the class '{unknown}', which the training data lacks", $"The training data has '{string.Join("', '", counts.Keys)}'.");
            if (added.FirstOrDefault(entry => entry.Value < 0) is { Key: not null } negative)
                throw Wrong(FormattableString.Invariant($"asks for {negative.Value} images of class '{negative.Key}'"), "Return counts of 0 or more.");
            return [.. real.Select(c => added.GetValueOrDefault(c.Key))];
        }

        public override string ToString() => "custom rule";

        private static OptionException Wrong(string what, string remedy) =>
            new($"The rule of the sampling strategy {what}.", "It was given to SamplingStrategy.Custom.", remedy);
    }
}
