using static TorchSharp.torch;

namespace GanAugment.Training.Steps;

/// <summary>Asks D to judge an image and a shifted, mirrored copy of it alike (Zhang et al. 2020, CR; Zhao et al. 2021, bCR).</summary>
/// <param name="mirror">Whether copies are mirrored, half of the times.</param>
/// <param name="seed">The run's seed.</param>
internal sealed class Consistency(bool mirror, long seed)
{
    private readonly NamedStream stream = new(seed, "consistency");

    /// <summary>The copies: shifted by up to an eighth of the size, what moves in being mirrored at the edge.</summary>
    /// <param name="x">What D was shown, [N, C, S, S].</param>
    /// <param name="batch">The number of the batch; the same number gives the same copies.</param>
    public Tensor Copies(Tensor x, long batch)
    {
        int reach = ((int)x.shape[2] + 4) / 8;
        var maps = new PlanarMap[x.shape[0]];
        var draws = stream.At(batch);
        for (int i = 0; i < maps.Length; i++)
        {
            maps[i] = PlanarMap.Identity.Shifted(draws.Below(2 * reach + 1) - reach, draws.Below(2 * reach + 1) - reach);
            if (draws.Below(2) == 1 && mirror) maps[i] = maps[i].Mirrored();
        }

        return ImageWarp.Apply(x, maps);
    }

    /// <summary>weight · E (D(T(x)) − D(x))²: [].</summary>
    /// <param name="logits">D(x), [N, 1].</param>
    /// <param name="copyLogits">D(T(x)), [N, 1].</param>
    /// <param name="weight">λ.</param>
    public static Tensor Penalty(Tensor logits, Tensor copyLogits, double weight) => (copyLogits - logits).square().mean() * weight;
}
