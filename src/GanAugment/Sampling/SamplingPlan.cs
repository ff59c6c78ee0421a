using System.Collections;
using System.Globalization;
using System.Text;
using GanAugment.Data;

namespace GanAugment.Sampling;

/// <summary>A strategy resolved against the real counts: how many synthetic images every class gets, in class order. The executor sees only this.</summary>
public sealed class SamplingPlan : IReadOnlyList<ClassQuota>
{
    private readonly ClassQuota[] quotas;

    private SamplingPlan(SamplingStrategy strategy, ClassQuota[] quotas) => (Strategy, this.quotas) = (strategy, quotas);

    /// <summary>The strategy that was resolved.</summary>
    public SamplingStrategy Strategy { get; }

    /// <summary>How many classes there are.</summary>
    public int Count => quotas.Length;

    /// <summary>The line of one class.</summary>
    public ClassQuota this[int index] => quotas[index];

    /// <summary>Real images of all classes.</summary>
    public long RealTotal => quotas.Sum(q => q.Real);

    /// <summary>Synthetic images of all classes.</summary>
    public long SyntheticTotal => quotas.Sum(q => q.Synthetic);

    /// <summary>Duplicates of real images of all classes.</summary>
    public long DuplicateTotal => quotas.Sum(q => q.Duplicates);

    /// <summary>Resolves a strategy.</summary>
    /// <param name="strategy">What the user wants.</param>
    /// <param name="realCounts">Real images by class name, in class order; a class may have none.</param>
    /// <exception cref="OptionException">The strategy names a class that is not among them, asks for what cannot be, or there is no class.</exception>
    public static SamplingPlan Resolve(SamplingStrategy strategy, IEnumerable<KeyValuePair<string, long>> realCounts)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(realCounts);
        KeyValuePair<string, long>[] counts = [.. realCounts];
        if (counts.Length == 0)
            throw new OptionException($"The sampling strategy '{strategy}' has nothing to work on.", "The training data has no class.",
                "Give training data with labels.");

        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, count) in counts)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(realCounts));
            if (!present.Add(name)) throw new ArgumentException($"The class '{name}' stands twice.", nameof(realCounts));
        }

        string[] unknown = [.. strategy.NamedClasses.Where(name => !present.Contains(name))];
        if (unknown.Length > 0)
            throw new OptionException(
                $"The sampling strategy names {(unknown.Length == 1 ? "a class" : "classes")} that the training data lacks: '{string.Join("', '", unknown)}'.",
                $"The training data has '{string.Join("', '", counts.Select(c => c.Key))}'.",
                "Use the names of the training data; upper and lower case differ.");

        long[] synthetic = strategy.Resolve(counts), duplicates = strategy.Duplicates(counts, synthetic);
        return new SamplingPlan(strategy, [.. counts.Select((c, i) => new ClassQuota(c.Key, c.Value, synthetic[i]) { Duplicates = duplicates[i] })]);
    }

    /// <summary>Resolves a strategy against a data set.</summary>
    /// <param name="strategy">What the user wants.</param>
    /// <param name="data">The real images.</param>
    /// <exception cref="OptionException">The strategy names a class that the data set lacks.</exception>
    public static SamplingPlan Resolve(SamplingStrategy strategy, ILabelledImageSource data)
    {
        ArgumentNullException.ThrowIfNull(data);
        int[] counts = data.CountPerClass();
        return Resolve(strategy, data.Classes.Select((name, c) => KeyValuePair.Create(name, (long)counts[c])));
    }

    /// <summary>The same plan with no synthetic images for some classes.</summary>
    /// <param name="classNames">The classes.</param>
    public SamplingPlan Without(IReadOnlyCollection<string> classNames) =>
        new(Strategy, [.. quotas.Select(q => classNames.Contains(q.ClassName) ? Changed(q, 0) : q)]);

    /// <summary>The same plan with other numbers of synthetic images, for example those that passed a filter.</summary>
    /// <param name="synthetic">Synthetic images of every class, in class order, 0 or more.</param>
    public SamplingPlan With(IReadOnlyList<long> synthetic)
    {
        ArgumentNullException.ThrowIfNull(synthetic);
        ArgumentOutOfRangeException.ThrowIfNotEqual(synthetic.Count, Count, nameof(synthetic));
        foreach (long count in synthetic) ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(synthetic));
        return new(Strategy, [.. quotas.Zip(synthetic, Changed)]);
    }

    /// <summary>The same plan with at most a share of synthetic images in every class.</summary>
    /// <param name="maximumShare">Synthetic over all images of a class, 0 … 1. A class without real images keeps its own only at 1.</param>
    public SamplingPlan Capped(double maximumShare)
    {
        if (!(maximumShare is >= 0 and <= 1))
            throw new OptionException(FormattableString.Invariant($"A maximum synthetic share of {maximumShare} has no meaning."),
                "It was given for the sampling plan.", "Give 0 to 1, for example 0.5: no class more than half synthetic.");
        // In decimal: 0.8 / 0.2 is 4, not a little less.
        decimal share = (decimal)maximumShare;
        if (share == 1) return this;
        decimal perReal = share / (1 - share);
        return new(Strategy, [.. quotas.Select(q => Changed(q, (long)Math.Min(q.Synthetic, Math.Floor(perReal * q.Real))))]);
    }

    // Where duplicates fill classes up they stand for what is not synthetic; a class without real images has none.
    private ClassQuota Changed(ClassQuota quota, long synthetic) => quota with
    {
        Synthetic = synthetic,
        Duplicates = Strategy.FillsWithDuplicates && quota.Real > 0 ? quota.Duplicates + quota.Synthetic - synthetic : quota.Duplicates,
    };

    /// <inheritdoc/>
    public IEnumerator<ClassQuota> GetEnumerator() => ((IEnumerable<ClassQuota>)quotas).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>An aligned table: class, real, duplicates where there are any, synthetic, total; the sum below.</summary>
    public override string ToString()
    {
        const int Figures = 11;
        ClassQuota sum = new("total", RealTotal, SyntheticTotal) { Duplicates = DuplicateTotal };
        bool repeats = Strategy.FillsWithDuplicates;
        int width = quotas.Append(sum).Max(q => q.ClassName.Length);
        var text = new StringBuilder();
        Line("class", "real", "duplicates", "synthetic", "total");
        foreach (ClassQuota q in quotas.Append(sum))
            Line(q.ClassName, Number(q.Real), Number(q.Duplicates), Number(q.Synthetic), Number(q.Total));
        return text.ToString().TrimEnd('\n');

        void Line(string name, string real, string duplicates, string synthetic, string total) =>
            text.Append(name.PadRight(width)).Append(real.PadLeft(Figures)).Append(repeats ? duplicates.PadLeft(Figures) : "")
                .Append(synthetic.PadLeft(Figures)).Append(total.PadLeft(Figures)).Append('\n');

        static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
    }
}
