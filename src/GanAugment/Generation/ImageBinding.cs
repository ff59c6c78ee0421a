namespace GanAugment.Generation;

/// <summary>How a file has images.</summary>
public sealed record ImageBinding
{
    /// <summary>The input or output.</summary>
    public string Name { get; init; } = "image";

    /// <summary>The order of the dimensions.</summary>
    public ImageAxes Axes { get; init; } = ImageAxes.Nchw;

    /// <summary>What black and white are.</summary>
    public ImageValues Values { get; init; } = ImageValues.MinusOneToOne;
}
