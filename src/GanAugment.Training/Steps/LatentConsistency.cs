using GanAugment.Generation;
using static TorchSharp.torch;

namespace GanAugment.Training.Steps;

/// <summary>Asks D to judge the images of two nearby latents alike, and G to make them different (Zhao et al. 2021, zCR).</summary>
/// <param name="radius">The deviation of what is added to each component of z.</param>
/// <param name="latentSize">Z.</param>
/// <param name="seed">The run's seed.</param>
internal sealed class LatentConsistency(double radius, int latentSize, long seed)
{
    private readonly LatentStream offsets = new(new NamedStream(seed, "latent consistency").Seed);

    /// <summary>The neighbours z + δ.</summary>
    /// <param name="z">[N, Z].</param>
    /// <param name="batch">The number of the batch; the same number gives the same offsets.</param>
    public Tensor Near(Tensor z, long batch)
    {
        using var scope = NewDisposeScope();
        int n = (int)z.shape[0];
        var offset = new float[n * latentSize];
        for (int i = 0; i < n; i++) offsets.Fill(0, batch * n + i, offset.AsSpan(i * latentSize, latentSize));
        return (z + tensor(offset, [n, latentSize], device: z.device) * radius).MoveToOuterDisposeScope(); // [N, Z]
    }
}
