using System.Runtime.InteropServices;
using GanAugment.Generation;
using GanAugment.Training.Networks;
using GanAugment.Training.Snapshots;
using static TorchSharp.torch;

namespace GanAugment.Training.Editing;

/// <summary>Directions of z from a generator's weights alone (Shen and Zhou 2021), without samples or labels.</summary>
/// <remarks>z enters by linear maps only: the first layer, and with hierarchical latents the gains and biases of each block's batch norms. What those scale and
/// shift is normalised, so the maps of a block weigh alike and count as one matrix. The columns of the class embedding are left out. In BigGAN every block has
/// a chunk of z to itself; in BigGAN-deep all of them take in all of z, and directions of different blocks are not orthogonal to each other.</remarks>
internal static class ClosedFormDirections
{
    /// <summary>The name of the first layer.</summary>
    public const string FirstLayer = "first layer";

    /// <summary>Finds the directions of a trained generator.</summary>
    /// <param name="snapshot">The generator.</param>
    /// <param name="perLayer">The most directions of each layer.</param>
    public static LatentDirections Of(GeneratorSnapshot snapshot, int perLayer = LatentDirections.PerLayer)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return Of(snapshot.Generator, perLayer);
    }

    /// <summary>Finds the directions of a network in evaluation mode.</summary>
    internal static LatentDirections Of(BigGanGenerator network, int perLayer = LatentDirections.PerLayer)
    {
        using var guard = no_grad();
        BigGanSpec spec = network.Spec;
        var layers = new List<LatentLayer> { new(FirstLayer, 0, spec.Chunk, [Latent(network.Linear, spec.Chunk)]) };
        for (int i = 0; spec.Hierarchical && i < network.Blocks.Count; i++)
        {
            ReadOnlyMemory<float>[] maps = [.. Norms(network.Blocks[i])
                .SelectMany(norm => new[] { norm.Gain, norm.Bias })
                .Select(map => Latent((LinearLayer)map, spec.Chunk))];
            layers.Add(new LatentLayer(FormattableString.Invariant($"block {i}"), spec.SplitsLatent ? (i + 1) * spec.Chunk : 0, spec.Chunk, maps));
        }

        return LatentDirections.Of(layers, perLayer);
    }

    private static IReadOnlyList<ConditionalBatchNorm> Norms(nn.Module block) => block switch
    {
        GeneratorBlock plain => [plain.Norm1, plain.Norm2],
        DeepGeneratorBlock deep => deep.Norms,
        _ => throw new ArgumentException($"{block.GetName()} is no block of a generator.", nameof(block)),
    };

    // The class embedding comes first where there is one, then z or its chunk: [out, shared + chunk] → [out, chunk].
    private static ReadOnlyMemory<float> Latent(LinearLayer layer, int chunk)
    {
        using var scope = NewDisposeScope();
        Tensor weight = layer.EffectiveWeight(); // [out, in]
        Tensor columns = weight.narrow(1, weight.shape[1] - chunk, chunk).cpu().contiguous(); // [out, chunk]
        return MemoryMarshal.Cast<byte, float>(columns.bytes).ToArray();
    }
}
