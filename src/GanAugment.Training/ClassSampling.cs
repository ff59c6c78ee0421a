namespace GanAugment.Training;

/// <summary>How classes are drawn for a batch.</summary>
public enum ClassSampling
{
    /// <summary>Every class equally often, whatever its number of images. With few images in some classes anything else draws the rare classes as the common
    /// ones.</summary>
    Uniform,

    /// <summary>As often as the data has them.</summary>
    Natural,
}
