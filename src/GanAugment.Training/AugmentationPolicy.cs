namespace GanAugment.Training;

/// <summary>What the discriminator's inputs, real and generated alike, go through at random (Zhao et al. 2020, DiffAugment).</summary>
[Flags]
public enum AugmentationPolicy
{
    /// <summary>Nothing; right for short runs.</summary>
    None = 0,

    /// <summary>Brightness, saturation and contrast.</summary>
    Color = 1,

    /// <summary>A shift by up to an eighth of the size.</summary>
    Translation = 2,

    /// <summary>A gray square of half the size.</summary>
    Cutout = 4,
}
