using System.Runtime.InteropServices;
using GanAugment.Generation;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GanAugment.Training.Networks;

/// <summary>Fills fresh networks: weights orthogonal or as asked for, small uniform biases, unit singular vectors (Brock et al. 2019, appendix C).</summary>
/// <remarks>Every tensor draws from a stream of its own name, so that adding a layer changes no other layer, and no global seed is touched.</remarks>
internal static class Initialization
{
    /// <summary>Fills all weights, biases and singular vectors of a network on the CPU. Gains, attention's γ and batch statistics keep their 1 or 0.</summary>
    /// <param name="network">A fresh network.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="name">Keeps two networks of one run apart.</param>
    /// <param name="kind">How weights of at least two dimensions begin.</param>
    public static void Fill(nn.Module network, long seed, string name, WeightInitialization kind = WeightInitialization.Orthogonal)
    {
        using var guard = no_grad();
        Dictionary<string, long> fanIn = [];
        foreach (var (key, parameter) in network.named_parameters())
        {
            long[] shape = parameter.shape;
            if (shape.Length < 2) continue;
            long rows = shape[0], columns = parameter.numel() / rows;
            fanIn[Layer(key)] = columns;
            long fanOut = rows * shape[2..].Aggregate(1L, (product, size) => product * size);
            Set(parameter, Weights(kind, (int)rows, (int)columns, fanOut, seed, $"{name}.{key}"));
        }

        foreach (var (key, parameter) in network.named_parameters())
        {
            // Biases of layers that have a weight matrix beside them: U(−1/√fan-in, 1/√fan-in).
            if (Leaf(key) != "bias" || !fanIn.TryGetValue(Layer(key), out long inputs)) continue;
            float bound = 1 / MathF.Sqrt(inputs);
            var draws = new NamedStream(seed, $"{name}.{key}").At(0);
            var values = new float[parameter.numel()];
            for (int i = 0; i < values.Length; i++) values[i] = (2 * draws.Unit() - 1) * bound;
            Set(parameter, values);
        }

        foreach (var (key, buffer) in network.named_buffers())
        {
            if (Leaf(key) != "u") continue;
            var values = new float[buffer.numel()];
            Normals(seed, $"{name}.{key}").Fill(0, 0, values);
            Set(buffer, values);
        }
    }

    private static float[] Weights(WeightInitialization kind, int rows, int columns, long fanOut, long seed, string purpose)
    {
        if (kind == WeightInitialization.Orthogonal) return OrthogonalMatrix.Draw(rows, columns, Normals(seed, purpose));
        var values = new float[checked(rows * columns)];
        if (kind == WeightInitialization.Normal02)
        {
            Normals(seed, purpose).Fill(0, 0, values);
            for (int i = 0; i < values.Length; i++) values[i] *= 0.02f;
            return values;
        }

        var draws = new NamedStream(seed, purpose).At(0);
        float bound = MathF.Sqrt(6f / (columns + fanOut));
        for (int i = 0; i < values.Length; i++) values[i] = (2 * draws.Unit() - 1) * bound;
        return values;
    }

    private static string Layer(string key) => key[..Math.Max(0, key.LastIndexOf('.'))];

    private static string Leaf(string key) => key[(key.LastIndexOf('.') + 1)..];

    private static LatentStream Normals(long seed, string purpose) => new(new NamedStream(seed, purpose).Seed);

    private static void Set(Tensor target, float[] values) => target.bytes = MemoryMarshal.AsBytes(values.AsSpan());
}
