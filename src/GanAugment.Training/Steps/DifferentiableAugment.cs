using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace GanAugment.Training.Steps;

/// <summary>Changes what the discriminator sees, real and generated alike, so that it cannot learn few images by heart; gradients pass through to the
/// generator (Zhao et al. 2020).</summary>
/// <remarks>Every image draws its own values from the run's stream, addressed by the number of the batch.</remarks>
internal sealed class DifferentiableAugment(AugmentationPolicy policy, long seed) : IAugmentation
{
    private readonly NamedStream stream = new(seed, "augmentation");

    /// <summary>Augments a batch.</summary>
    /// <param name="x">Images [N, C, H, W] in [−1, 1].</param>
    /// <param name="batch">The number of the batch; the same number gives the same changes.</param>
    /// <returns>[N, C, H, W]; what moves out of sight or is cut out becomes 0, middle gray.</returns>
    public Tensor Apply(Tensor x, long batch)
    {
        if (policy == AugmentationPolicy.None) return x.alias();
        using var scope = NewDisposeScope();
        var draws = stream.At(batch);
        if (policy.HasFlag(AugmentationPolicy.Color)) x = Color(x, ref draws);
        if (policy.HasFlag(AugmentationPolicy.Translation)) x = Translate(x, ref draws);
        if (policy.HasFlag(AugmentationPolicy.Cutout)) x = CutOut(x, ref draws);
        return x.MoveToOuterDisposeScope();
    }

    private static Tensor Color(Tensor x, ref NamedStream.Draws draws)
    {
        int n = (int)x.shape[0];
        var brightness = new float[n];
        var saturation = new float[n];
        var contrast = new float[n];
        for (int i = 0; i < n; i++) (brightness[i], saturation[i], contrast[i]) = (draws.Unit() - 0.5f, draws.Unit() * 2, draws.Unit() + 0.5f);
        x = x + PerImage(brightness, x.device); // [N, C, H, W]
        Tensor gray = x.mean([1], true); // [N, 1, H, W]
        x = (x - gray) * PerImage(saturation, x.device) + gray; // [N, C, H, W]
        Tensor level = x.mean([1, 2, 3], true); // [N, 1, 1, 1]
        return (x - level) * PerImage(contrast, x.device) + level; // [N, C, H, W]
    }

    private static Tensor Translate(Tensor x, ref NamedStream.Draws draws)
    {
        int n = (int)x.shape[0], c = (int)x.shape[1], h = (int)x.shape[2], w = (int)x.shape[3];
        int down = (h + 4) / 8, across = (w + 4) / 8;
        // One place beyond the image holds the 0 that moves in.
        var from = new long[n * h * w];
        for (int i = 0; i < n; i++)
        {
            int dy = draws.Below(2 * down + 1) - down, dx = draws.Below(2 * across + 1) - across;
            for (int y = 0; y < h; y++)
                for (int column = 0; column < w; column++)
                {
                    int sourceY = y + dy, sourceX = column + dx;
                    bool inside = (uint)sourceY < (uint)h && (uint)sourceX < (uint)w;
                    from[(i * h + y) * w + column] = inside ? sourceY * w + sourceX : h * w;
                }
        }

        Tensor index = tensor(from, [n, 1, h * w], device: x.device).expand(n, c, h * w); // [N, C, HW]
        return F.pad(x.reshape(n, c, h * w), [0, 1]).gather(2, index).reshape(n, c, h, w); // [N, C, H, W]
    }

    private static Tensor CutOut(Tensor x, ref NamedStream.Draws draws)
    {
        int n = (int)x.shape[0], h = (int)x.shape[2], w = (int)x.shape[3];
        int height = (h + 1) / 2, width = (w + 1) / 2;
        var keep = new float[n * h * w];
        Array.Fill(keep, 1);
        for (int i = 0; i < n; i++)
        {
            // The square's centre is anywhere in the image, so a part of the square may lie outside.
            int top = draws.Below(h + 1 - height % 2) - height / 2, left = draws.Below(w + 1 - width % 2) - width / 2;
            for (int y = Math.Max(0, top); y < Math.Min(h, top + height); y++)
                keep.AsSpan((i * h + y) * w)[Math.Max(0, left)..Math.Min(w, left + width)].Clear();
        }

        return x * tensor(keep, [n, 1, h, w], device: x.device); // [N, C, H, W]
    }

    private static Tensor PerImage(float[] values, Device device) => tensor(values, [values.Length, 1, 1, 1], device: device); // [N, 1, 1, 1]
}
