using GanAugment.Generation;
using static TorchSharp.torch;

namespace GanAugment.Training.Steps;

/// <summary>Passes generated images off as real ones, so that a discriminator that knows the few real ones by heart is no longer sure (Jiang et al. 2021,
/// APA).</summary>
/// <remarks>A replacement has the class of the image it replaces: another class's image would teach D a wrong label.</remarks>
/// <param name="probability">How likely each image is replaced, now.</param>
/// <param name="latentSize">Z.</param>
/// <param name="seed">The run's seed.</param>
internal sealed class PseudoReals(Func<float> probability, int latentSize, long seed)
{
    private readonly NamedStream choice = new(seed, "pseudo reals");
    private readonly LatentStream latents = new(new NamedStream(seed, "pseudo real latents").Seed);

    /// <summary>Which images of a batch are replaced.</summary>
    /// <param name="batch">The number of the batch; the same number and probability give the same places.</param>
    /// <param name="count">N.</param>
    public int[] Places(long batch, int count)
    {
        float p = probability();
        var draws = choice.At(batch);
        var places = new List<int>();
        for (int i = 0; i < count; i++)
            if (draws.Unit() < p) places.Add(i);
        return [.. places];
    }

    /// <summary>Latents for the replacements: [places, Z].</summary>
    public Tensor Latents(long batch, int[] places, int count, Device device)
    {
        var z = new float[places.Length * latentSize];
        for (int i = 0; i < places.Length; i++) latents.Fill(0, batch * count + places[i], z.AsSpan(i * latentSize, latentSize));
        return tensor(z, [places.Length, latentSize], device: device);
    }

    /// <summary>The batch with its replacements in place.</summary>
    /// <param name="real">[N, C, H, W].</param>
    /// <param name="places">Which images give way.</param>
    /// <param name="pseudo">Generated, [places, C, H, W].</param>
    /// <returns>[N, C, H, W].</returns>
    public static Tensor Replace(Tensor real, int[] places, Tensor pseudo)
    {
        using var scope = NewDisposeScope();
        long[] from = [.. Enumerable.Range(0, (int)real.shape[0])];
        for (int i = 0; i < places.Length; i++) from[places[i]] = real.shape[0] + i;
        return cat([real, pseudo], 0).index_select(0, tensor(from, [from.Length], device: real.device)).MoveToOuterDisposeScope();
    }
}
