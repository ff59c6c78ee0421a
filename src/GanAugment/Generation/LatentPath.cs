namespace GanAugment.Generation;

/// <summary>How latents go from one to another.</summary>
public enum LatentPath
{
    /// <summary>Along the great circle at constant angular speed; the length goes linearly from one to the other. Between normal latents every point is as
    /// likely a length as the ends.</summary>
    Spherical,

    /// <summary>Along the straight line. In many dimensions the middle of it is about √½ as long as the ends: shorter than the latents that the generator
    /// was trained on.</summary>
    Linear,

    /// <summary>Along the straight line, each point stretched to the length that lies linearly between those of the ends.</summary>
    Renormalized,
}
