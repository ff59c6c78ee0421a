namespace GanAugment.Training;

/// <summary>What adaptive augmentation may do to an image, each with its own probability p (Karras et al. 2020, appendix B).</summary>
[Flags]
public enum AdaptiveOperations
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Left and right exchanged, half of the times.</summary>
    Flip = 1,

    /// <summary>A turn by 0, 90, 180 or 270 degrees.</summary>
    QuarterTurn = 2,

    /// <summary>A shift by whole pixels, up to an eighth of the size.</summary>
    WholeShift = 4,

    /// <summary>One factor for both axes; its logarithm to base 2 is normal with deviation 0.2.</summary>
    Scale = 8,

    /// <summary>A turn by any angle, before and after <see cref="Stretch"/>.</summary>
    Turn = 16,

    /// <summary>A factor for one axis and its inverse for the other, as <see cref="Scale"/>.</summary>
    Stretch = 32,

    /// <summary>A shift by any distance, normal with deviation an eighth of the size.</summary>
    Shift = 64,

    /// <summary>A constant added, normal with deviation 0.2 (images lie in −1 … 1).</summary>
    Brightness = 128,

    /// <summary>A factor about middle gray; its logarithm to base 2 is normal with deviation 0.5.</summary>
    Contrast = 256,

    /// <summary>Light and dark exchanged, colours kept, half of the times.</summary>
    LumaFlip = 512,

    /// <summary>Colours turned about the gray axis by any angle; gray images have none.</summary>
    Hue = 1024,

    /// <summary>A factor for the distance from the gray axis; its logarithm to base 2 is normal with deviation 1. Gray images have none.</summary>
    Saturation = 2048,

    /// <summary>What moves pixels without changing them.</summary>
    Blit = Flip | QuarterTurn | WholeShift,

    /// <summary>What needs filtering.</summary>
    Geometry = Scale | Turn | Stretch | Shift,

    /// <summary>What changes values in place.</summary>
    Color = Brightness | Contrast | LumaFlip | Hue | Saturation,

    /// <summary>Everything, the published pipe "bgc".</summary>
    All = Blit | Geometry | Color,
}
