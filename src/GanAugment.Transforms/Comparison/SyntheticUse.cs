using GanAugment.Generation;

namespace GanAugment.Transforms.Comparison;

/// <summary>How an arm uses a generator; one candidate of those among which validation chooses.</summary>
/// <param name="Share">The share of every class's deficit that synthetic images fill, in (0, 1].</param>
public sealed record SyntheticUse(double Share = 0.25)
{
    /// <summary>How the latents are drawn.</summary><value>None: truncation takes the diversity that a classifier needs.</value>
    public Truncation Truncation { get; init; }

    /// <summary>Which images are taken.</summary><value>Null: as they come.</value>
    public SyntheticFilter? Filter { get; init; }

    /// <summary>What a synthetic row weighs beside a real one, greater than 0.</summary><value>1.</value>
    public double Weight { get; init; } = 1;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{100 * Share:0.#} % synthetic")
        + (Truncation.Kind == TruncationKind.None ? "" : $", truncation {Truncation}")
        + (Filter is null ? "" : $", {Filter}")
        + (Weight == 1 ? "" : FormattableString.Invariant($", weight {Weight:0.###}"));
}
