using GanAugment.Generation;

namespace GanAugment.Evaluation;

/// <summary>How a generator is measured.</summary>
public sealed record EvaluationOptions
{
    /// <summary>What is measured.</summary><value>Default everything.</value>
    public EvaluationMetrics Metrics { get; init; } = EvaluationMetrics.All;

    /// <summary>Generated images, and as many training images, of each class in proportion; at most as many as there are training images.</summary>
    /// <value>Default 10000; published FIDs are of 50000.</value>
    public int Images { get; init; } = 10_000;

    /// <summary>Generated images among which copies are sought.</summary><value>Default 1000.</value>
    public int AuditedImages { get; init; } = 1000;

    /// <summary>The seed of the latents and of every choice of images.</summary><value>Default 0.</value>
    public long Seed { get; init; }

    /// <summary>How z is drawn.</summary><value>Default none.</value>
    public Truncation Truncation { get; init; }

    /// <summary>Whether the feature network's file is the published Inception network, so that distances may bear the names FID and KID.</summary>
    /// <value>Default false: they are called Fréchet and kernel distance.</value>
    public bool PublishedNetwork { get; init; }

    /// <summary>Checks every value.</summary>
    internal void Check()
    {
        if (Images < 2)
            throw new OptionException($"{Images} images have no distribution.", "They were asked for as the number to measure.",
                "Measure thousands, and at least 2.");
        if (AuditedImages < 1)
            throw new OptionException($"Among {AuditedImages} images no copies can be sought.", "They were asked for as the number to audit.",
                "Give 1 or more.");
    }
}
