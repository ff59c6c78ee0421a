using static TorchSharp.torch;

namespace GanAugment.Training.Snapshots;

/// <summary>Weights and buffers of a network under a prefix, out to a file and back.</summary>
internal static class NetworkState
{
    /// <summary>Parameters and buffers, named <c>prefix.key</c>. The tensors are the network's own.</summary>
    public static IEnumerable<(string Name, Tensor Value)> Of(nn.Module network, string prefix) =>
        network.named_parameters().Select(p => (Name: $"{prefix}.{p.name}", Value: (Tensor)p.parameter))
            .Concat(network.named_buffers().Select(b => (Name: $"{prefix}.{b.name}", Value: b.buffer)));

    /// <summary>Copies saved values into tensors of the same names.</summary>
    /// <param name="targets">The tensors to fill, on any device.</param>
    /// <param name="saved">Values and shapes by name; more than needed is fine.</param>
    /// <param name="origin">The file, for messages.</param>
    /// <exception cref="GeneratorException">A tensor is missing or has another shape.</exception>
    public static void Load(IEnumerable<(string Name, Tensor Value)> targets, IReadOnlyDictionary<string, (float[] Values, long[] Shape)> saved, string origin)
    {
        using var guard = no_grad();
        foreach (var (name, target) in targets)
        {
            if (!saved.TryGetValue(name, out var entry))
                throw new GeneratorException($"The tensor '{name}' is missing.", $"The file is '{origin}'.", "Use a snapshot of the same networks.");
            if (!entry.Shape.AsSpan().SequenceEqual(target.shape))
                throw new GeneratorException(
                    $"The tensor '{name}' is [{string.Join(", ", entry.Shape)}], but the network needs [{string.Join(", ", target.shape)}].",
                    $"The file is '{origin}'.", "Use a snapshot of the same networks.");
            using Tensor value = tensor(entry.Values, entry.Shape);
            target.copy_(value);
        }
    }
}
