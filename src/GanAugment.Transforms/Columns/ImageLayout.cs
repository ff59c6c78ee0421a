namespace GanAugment.Transforms.Columns;

/// <summary>How the values of an image stand in a vector.</summary>
public enum ImageLayout
{
    /// <summary>One colour plane after the other, [C, H, W]: what <c>ExtractPixels</c> makes by default.</summary>
    Planar,

    /// <summary>All colours of a pixel together, [H, W, C]: <c>ExtractPixels</c> with <c>interleavePixelColors</c>.</summary>
    Interleaved,
}
