namespace GanAugment.Training;

/// <summary>How classes are drawn for a batch.</summary>
public enum ClassSampling
{
    /// <summary>Every class equally often, whatever its number of images. With few images in some classes anything else draws the rare classes as the common
    /// ones.</summary>
    Uniform,

    /// <summary>As often as the data has them.</summary>
    Natural,

    /// <summary>In proportion to the root of a class's number of images: half way between the two on a logarithmic scale.</summary>
    SquareRoot,

    /// <summary>In proportion to n / E(n) with the effective number E(n) = (1 − βⁿ) / (1 − β) of a class of n images, β = 0.999 (Cui et al. 2019): uniform
    /// among classes of up to some hundred images, favouring only those that have far more.</summary>
    EffectiveNumber,
}
