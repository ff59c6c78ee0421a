namespace GanAugment.Data;

/// <summary>The shape of one image: channels, height, width, in pixels.</summary>
/// <param name="Channels">1 (gray), 3 (red, green, blue) or 4 (with alpha).</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
public readonly record struct ImageShape(int Channels, int Height, int Width)
{
    /// <summary>Values in one image: C · H · W.</summary>
    public int Length => checked(Channels * Height * Width);

    /// <summary>Values in one channel plane: H · W.</summary>
    public int PlaneLength => checked(Height * Width);

    /// <summary>For example <c>3×32×32</c>.</summary>
    public override string ToString() => $"{Channels}×{Height}×{Width}";
}
