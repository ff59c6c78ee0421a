using static TorchSharp.torch;

namespace GanAugment.Training.Steps;

/// <summary>Changes images at random, each operation with a probability that training itself adjusts (Karras et al. 2020, ADA).</summary>
/// <remarks>Below a probability of about 0.8 the changes do not leak into what the generator makes, for the plain image stays the most likely one. Images are
/// square. Beyond its edges an image is mirrored.</remarks>
/// <param name="operations">Which may be used.</param>
/// <param name="probability">The probability now.</param>
/// <param name="seed">The run's seed.</param>
internal sealed class AdaptiveAugment(AdaptiveOperations operations, Func<float> probability, long seed) : IAugmentation
{
    private readonly NamedStream stream = new(seed, "adaptive augmentation");

    /// <inheritdoc/>
    public Tensor Apply(Tensor x, long batch)
    {
        double p = probability();
        if (p == 0) return x.alias();
        int size = (int)x.shape[2];
        var maps = new PlanarMap[x.shape[0]];
        var colors = new ColorMap[maps.Length];
        var draws = stream.At(batch);
        for (int i = 0; i < maps.Length; i++)
        {
            // Every image takes the same number of draws, whatever happens to it: a change of p changes no other draw.
            maps[i] = Move(p, size, ref draws);
            colors[i] = Recolor(p, ref draws);
        }

        using var scope = NewDisposeScope();
        return ColorMap.Apply(ImageWarp.Apply(x, maps), colors).MoveToOuterDisposeScope(); // [N, C, H, W]
    }

    private PlanarMap Move(double p, int size, ref NamedStream.Draws draws)
    {
        // Two turns, of which one at least happens with probability p.
        double either = 1 - Math.Sqrt(1 - p);
        PlanarMap map = PlanarMap.Identity;
        bool fires = Fires(AdaptiveOperations.Flip, p, ref draws);
        if (draws.Below(2) == 1 && fires) map = map.Mirrored();
        fires = Fires(AdaptiveOperations.QuarterTurn, p, ref draws);
        int quarters = draws.Below(4);
        if (fires) map = map.Turned(quarters);
        fires = Fires(AdaptiveOperations.WholeShift, p, ref draws);
        double right = Math.Round((2 * draws.Unit() - 1) * size / 8), down = Math.Round((2 * draws.Unit() - 1) * size / 8);
        if (fires) map = map.Shifted(right, down);
        fires = Fires(AdaptiveOperations.Scale, p, ref draws);
        double factor = Math.Pow(2, 0.2 * draws.Normal());
        if (fires) map = map.Scaled(factor, factor);
        fires = Fires(AdaptiveOperations.Turn, either, ref draws);
        double angle = Angle(ref draws);
        if (fires) map = map.Turned(angle);
        fires = Fires(AdaptiveOperations.Stretch, p, ref draws);
        factor = Math.Pow(2, 0.2 * draws.Normal());
        if (fires) map = map.Scaled(factor, 1 / factor);
        fires = Fires(AdaptiveOperations.Turn, either, ref draws);
        angle = Angle(ref draws);
        if (fires) map = map.Turned(angle);
        fires = Fires(AdaptiveOperations.Shift, p, ref draws);
        (right, down) = (draws.Normal() * size / 8, draws.Normal() * size / 8);
        return fires ? map.Shifted(right, down) : map;
    }

    private ColorMap Recolor(double p, ref NamedStream.Draws draws)
    {
        var map = new ColorMap();
        bool fires = Fires(AdaptiveOperations.Brightness, p, ref draws);
        double value = 0.2 * draws.Normal();
        if (fires) map.Brighten(value);
        fires = Fires(AdaptiveOperations.Contrast, p, ref draws);
        value = Math.Pow(2, 0.5 * draws.Normal());
        if (fires) map.Contrast(value);
        fires = Fires(AdaptiveOperations.LumaFlip, p, ref draws);
        if (draws.Below(2) == 1 && fires) map.FlipLuma();
        fires = Fires(AdaptiveOperations.Hue, p, ref draws);
        value = Angle(ref draws);
        if (fires) map.TurnHue(value);
        fires = Fires(AdaptiveOperations.Saturation, p, ref draws);
        value = Math.Pow(2, draws.Normal());
        if (fires) map.Saturate(value);
        return map;
    }

    private bool Fires(AdaptiveOperations operation, double p, ref NamedStream.Draws draws) => draws.Unit() < p && operations.HasFlag(operation);

    private static double Angle(ref NamedStream.Draws draws) => (2 * draws.Unit() - 1) * Math.PI;
}
