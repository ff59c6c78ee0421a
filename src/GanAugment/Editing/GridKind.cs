namespace GanAugment.Editing;

/// <summary>What a grid of generated images shows.</summary>
public enum GridKind
{
    /// <summary>Rows are classes, columns seeds; every image has a latent of its own, the one that sampling its class gives.</summary>
    Classes,

    /// <summary>Rows are classes, columns latents: a column has one z in every class.</summary>
    Latents,

    /// <summary>Columns are truncations of the same random numbers.</summary>
    Truncation,

    /// <summary>From one latent to another within a class.</summary>
    InterpolateLatents,

    /// <summary>From one class to another at one latent.</summary>
    InterpolateClasses,

    /// <summary>From an image of one class to an image of another: latent and class change together.</summary>
    Interpolate,

    /// <summary>Along closed-form directions of z (see <see cref="Generation.LatentDirections"/>).</summary>
    Direction,

    /// <summary>Images beside the most similar real ones.</summary>
    Neighbours,
}
