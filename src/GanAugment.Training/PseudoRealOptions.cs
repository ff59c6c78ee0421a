namespace GanAugment.Training;

/// <summary>Adaptive pseudo augmentation: generated images pass for real ones of the same class, the more the more D overfits (Jiang et al. 2021,
/// APA).</summary>
/// <remarks>Overfitting is measured as the mean sign of D on what it was shown as real.</remarks>
public sealed record PseudoRealOptions
{
    /// <summary>The overfitting at which the probability stays.</summary><value>Default 0.6, the paper's.</value>
    public double Target { get; init; } = 0.6;

    /// <summary>After how many thousand training images shown the probability would have gone from 0 to 1.</summary><value>Default 500, the paper's.</value>
    public double ThousandImages { get; init; } = 500;

    /// <summary>The largest probability, below 1.</summary><value>Default 0.8: some real images must remain.</value>
    public double Cap { get; init; } = 0.8;

    /// <summary>Steps between adjustments.</summary><value>Default 4, the paper's.</value>
    public int AdjustEvery { get; init; } = 4;
}
