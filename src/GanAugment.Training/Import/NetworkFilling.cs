using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace GanAugment.Training.Import;

/// <summary>Fills a network from a checkpoint, one tensor at a time.</summary>
internal static class NetworkFilling
{
    /// <summary>Checks that a source has every tensor of a network in its shape, then copies them.</summary>
    /// <param name="network">The network, on the CPU.</param>
    /// <param name="source">Its weights.</param>
    /// <param name="filled">Is told how many numbers each copied tensor has.</param>
    /// <param name="cancellation">Checked before every tensor.</param>
    /// <exception cref="GeneratorException">A tensor is missing or has another shape.</exception>
    public static void Fill(nn.Module network, IWeightSource source, Action<long>? filled, CancellationToken cancellation)
    {
        (string Name, Tensor Value)[] targets = [.. Tensors(network)];
        foreach (var (name, target) in targets) Check(name, target.shape, source);
        using var guard = no_grad();
        foreach (var (name, target) in targets)
        {
            cancellation.ThrowIfCancellationRequested();
            float[] values = source.Read(name);
            target.bytes = MemoryMarshal.AsBytes(values.AsSpan());
            filled?.Invoke(values.Length);
        }
    }

    /// <summary>Parameters and buffers of a network with their names.</summary>
    public static IEnumerable<(string Name, Tensor Value)> Tensors(nn.Module network) =>
        network.named_parameters().Select(p => (p.name, (Tensor)p.parameter)).Concat(network.named_buffers().Select(b => (b.name, b.buffer)));

    private static void Check(string name, long[] wanted, IWeightSource source)
    {
        long[] found = source.ShapeOf(name)
            ?? throw CheckpointError.Unusable(source.Origin, $"The network's '{name}' is missing.", "Give a complete checkpoint of a BigGAN.");
        if (!found.AsSpan().SequenceEqual(wanted))
            throw CheckpointError.Unusable(source.Origin,
                $"The network's '{name}' is [{string.Join(", ", found)}] in the checkpoint, but [{string.Join(", ", wanted)}] fits the rest of it.",
                "Give a checkpoint of a BigGAN with the published wiring.");
    }
}
