namespace GanAugment.Training.Steps;

/// <summary>Where in the input a place of the output comes from: (x, y) → (Xx·x + Xy·y + X0, Yx·x + Yy·y + Y0), in pixels from the middle of the image, x to
/// the right and y down.</summary>
internal readonly record struct PlanarMap(double Xx, double Xy, double X0, double Yx, double Yy, double Y0)
{
    /// <summary>The image as it is.</summary>
    public static readonly PlanarMap Identity = new(1, 0, 0, 0, 1, 0);

    /// <summary>Whether every pixel of a square image comes from the middle of one pixel: nothing is interpolated.</summary>
    public bool IsExact => Math.Abs(Xx * Yy - Xy * Yx) == 1 && Xx is -1 or 0 or 1 && Xy is -1 or 0 or 1 && Yx is -1 or 0 or 1 && Yy is -1 or 0 or 1
        && Xx * Xy == 0 && X0 == Math.Round(X0) && Y0 == Math.Round(Y0);

    /// <summary>The image so far with left and right exchanged.</summary>
    public PlanarMap Mirrored() => From(new(-1, 0, 0, 0, 1, 0));

    /// <summary>The image so far, turned clockwise by quarters.</summary>
    public PlanarMap Turned(int quarters) => From((quarters & 3) switch
    {
        0 => Identity, 1 => new(0, 1, 0, -1, 0, 0), 2 => new(-1, 0, 0, 0, -1, 0), _ => new(0, -1, 0, 1, 0, 0),
    });

    /// <summary>The image so far, turned clockwise.</summary>
    /// <param name="angle">In radians.</param>
    public PlanarMap Turned(double angle)
    {
        var (sin, cos) = Math.SinCos(angle);
        return From(new(cos, sin, 0, -sin, cos, 0));
    }

    /// <summary>The image so far, moved right and down.</summary>
    public PlanarMap Shifted(double right, double down) => From(new(1, 0, -right, 0, 1, -down));

    /// <summary>The image so far, magnified about its middle.</summary>
    public PlanarMap Scaled(double horizontally, double vertically) => From(new(1 / horizontally, 0, 0, 0, 1 / vertically, 0));

    /// <summary>Where a place of the output comes from.</summary>
    public (double X, double Y) At(double x, double y) => (Xx * x + Xy * y + X0, Yx * x + Yy * y + Y0);

    // The output's place goes through the newest step first, then through what was there before.
    private PlanarMap From(PlanarMap step) => new(
        Xx * step.Xx + Xy * step.Yx, Xx * step.Xy + Xy * step.Yy, Xx * step.X0 + Xy * step.Y0 + X0,
        Yx * step.Xx + Yy * step.Yx, Yx * step.Xy + Yy * step.Yy, Yx * step.X0 + Yy * step.Y0 + Y0);
}
