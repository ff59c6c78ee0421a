using GanAugment.Filtering;
using GanAugment.Generation;
using GanAugment.Sampling;

namespace GanAugment.Transforms.Gate;

/// <summary>One way of augmenting that the gate tries; what is null stays as the options of the augmentation say.</summary>
/// <param name="Name">The name in tables; "none" and "oversampling" are the baselines'.</param>
public sealed record GateCandidate(string Name)
{
    /// <summary>How many synthetic rows each class gets.</summary>
    public SamplingStrategy? Strategy { get; init; }

    /// <summary>How the latents are drawn.</summary>
    public Truncation? Truncation { get; init; }

    /// <summary>Conditions on synthetic images.</summary>
    public IReadOnlyList<IImageFilter>? Filters { get; init; }

    /// <summary>The largest share of synthetic rows in any class.</summary>
    public double? MaximumSyntheticShare { get; init; }

    /// <summary>The options as they are.</summary>
    public static GateCandidate AsAsked { get; } = new("as asked");

    /// <summary>A quarter of what every class lacks to the largest synthetic, the rest duplicates: of the uses that were measured the one that helps most and
    /// harms least.</summary>
    public static GateCandidate Quarter { get; } = new("a quarter synthetic, the rest duplicates") { Strategy = SamplingStrategy.Mix() };

    internal BigGanAugmentationOptions Apply(BigGanAugmentationOptions options) => options with
    {
        Strategy = Strategy ?? options.Strategy,
        Truncation = Truncation ?? options.Truncation,
        TruncationPerClass = Truncation is null ? options.TruncationPerClass : null,
        Filters = Filters ?? options.Filters,
        MaximumSyntheticShare = MaximumSyntheticShare ?? options.MaximumSyntheticShare,
        Gate = null,
    };
}
