using GanAugment.Training.Networks;
using GanAugment.Training.Snapshots;
using static TorchSharp.torch;

namespace GanAugment.Training.Initial;

/// <summary>Fills a network with the tensors of another one, as far as names and shapes agree, and its class tables row by row.</summary>
internal static class NetworkTransfer
{
    private const int PowerIterations = 20;

    /// <summary>Fills the network.</summary>
    /// <param name="network">Freshly initialised; keeps what nothing fits.</param>
    /// <param name="saved">Tensors of the other network by name.</param>
    /// <param name="rows">Which of its classes each class begins with.</param>
    /// <returns>How many tensors were taken, how many of them weights that belong to no class, and what was not taken, with the reason.</returns>
    public static (int Taken, int Weights, IReadOnlyList<string> Left) Into(nn.Module network,
        IReadOnlyDictionary<string, (float[] Values, long[] Shape)> saved, ClassRows rows)
    {
        using var guard = no_grad();
        var tables = network.modules().OfType<ClassEmbedding>().SelectMany(m => m.parameters().Select(p => (Tensor)p).Concat(m.buffers()))
            .Select(t => t.Handle).ToHashSet();
        List<string> left = [];
        int taken = 0, weights = 0;
        foreach (var (name, target) in NetworkState.Of(network, "").Select(t => (t.Name[1..], t.Value)))
        {
            using var scope = NewDisposeScope();
            if (!saved.TryGetValue(name, out var found)) left.Add($"{name} is not there");
            else if (tables.Contains(target.Handle) && Rows(found, target, rows)) taken++;
            else if (found.Shape.AsSpan().SequenceEqual(target.shape))
            {
                target.copy_(Weight(name, found, saved, network));
                taken++;
                if (target.ndim > 1 && !tables.Contains(target.Handle)) weights++;
            }
            else left.Add($"{name} is [{string.Join(", ", found.Shape)}] there and [{string.Join(", ", target.shape)}] here");
        }

        foreach (ClassEmbedding table in network.modules().OfType<ClassEmbedding>()) Settle(table, network);
        return (taken, weights, left);
    }

    // A table [K, …] or its singular vector [1, K].
    private static bool Rows((float[] Values, long[] Shape) found, Tensor target, ClassRows rows)
    {
        long[] shape = target.shape;
        bool vector = shape[0] == 1 && shape.Length == 2 && shape[1] == rows.Sources.Count && found.Shape is [1, var known] && known == rows.Known;
        bool table = found.Shape[0] == rows.Known && shape[0] == rows.Sources.Count && found.Shape.AsSpan(1).SequenceEqual(shape.AsSpan(1));
        if (!vector && !table) return false;
        float[] values = target.cpu().data<float>().ToArray();
        rows.Fill(found.Values, values);
        target.copy_(tensor(values, shape));
        return true;
    }

    // A weight that was used divided by its largest singular value, in a network that does not divide.
    private static Tensor Weight(string name, (float[] Values, long[] Shape) found, IReadOnlyDictionary<string, (float[] Values, long[] Shape)> saved,
        nn.Module network)
    {
        Tensor value = tensor(found.Values, found.Shape);
        const string Ending = "weight";
        if (!name.EndsWith($".{Ending}", StringComparison.Ordinal) || !saved.TryGetValue(name[..^Ending.Length] + "u", out var u)
            || network.named_buffers().Any(b => b.name == name[..^Ending.Length] + "u")) return value;
        return SpectralNorm.Normalize(value, tensor(u.Values, u.Shape), 1e-12, advance: false);
    }

    // Rows of other classes have another largest singular value; training's one iteration per step would be late.
    private static void Settle(ClassEmbedding table, nn.Module network)
    {
        if (table.buffers().SingleOrDefault() is not { } u) return;
        using var scope = NewDisposeScope();
        for (int i = 0; i < PowerIterations; i++) SpectralNorm.Normalize(table.parameters().Single(), u, 1e-12, advance: true);
    }
}
