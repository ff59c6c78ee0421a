using GanAugment.Generation;

namespace GanAugment.Transforms.Comparison;

/// <summary>What is compared.</summary>
public sealed record ComparisonOptions
{
    /// <summary>The generator; it stays the caller's to dispose.</summary>
    public required IConditionalGenerator Generator { get; init; }

    /// <summary>The arms; <see cref="ComparisonArm.Standard"/> by default.</summary>
    public IReadOnlyList<ComparisonArm> Arms { get; init; } = ComparisonArm.Standard;

    /// <summary>One repetition per seed: another draw of duplicates and synthetic images, another start of the classifier. 0 … 4 by default.</summary>
    public IReadOnlyList<long> Seeds { get; init; } = [0, 1, 2, 3, 4];

    /// <summary>How z is drawn; none by default, because truncation takes the diversity that a classifier needs.</summary>
    public Truncation Truncation { get; init; }

    /// <summary>Checks what cannot work.</summary>
    /// <exception cref="OptionException">No arm, an arm twice, no seed, or a seed twice.</exception>
    internal void Check()
    {
        if (Arms.Count == 0 || Arms.DistinctBy(a => a.Name).Count() != Arms.Count || Arms.All(a => !a.IsBaseline))
            throw new OptionException($"The arms '{string.Join("', '", Arms.Select(a => a.Name))}' cannot be compared.", "They were given to the comparison.",
                "Give at least one baseline, and every name once.");
        if (Seeds.Count == 0 || Seeds.Distinct().Count() != Seeds.Count)
            throw new OptionException($"The seeds '{string.Join(", ", Seeds)}' make no repetitions.", "They were given to the comparison.",
                "Give at least one seed, and every seed once.");
    }
}
