using System.Runtime.InteropServices;
using GanAugment.Generation;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GanAugment.Training.Networks;

/// <summary>Fills fresh networks: orthogonal weights, small uniform biases, unit singular vectors (Brock et al. 2019, appendix C).</summary>
/// <remarks>Every tensor draws from a stream of its own name, so that adding a layer changes no other layer, and no global seed is touched.</remarks>
internal static class Initialization
{
    /// <summary>Fills all weights, biases and singular vectors of a network on the CPU. Gains, attention's γ and batch statistics keep their 1 or 0.</summary>
    /// <param name="network">A fresh network.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="name">Keeps two networks of one run apart.</param>
    public static void Fill(nn.Module network, long seed, string name)
    {
        using var guard = no_grad();
        Dictionary<string, long> fanIn = [];
        foreach (var (key, parameter) in network.named_parameters())
        {
            long[] shape = parameter.shape;
            if (shape.Length < 2) continue;
            long rows = shape[0], columns = parameter.numel() / rows;
            fanIn[Layer(key)] = columns;
            Set(parameter, Orthogonal((int)rows, (int)columns, Normals(seed, $"{name}.{key}")));
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

    /// <summary>A random matrix whose rows (or, when there are more rows than columns, whose columns) are orthonormal: rows · columns values.</summary>
    internal static float[] Orthogonal(int rows, int columns, LatentStream normals)
    {
        int vectors = Math.Min(rows, columns), length = Math.Max(rows, columns);
        var basis = new double[vectors][];
        var buffer = new float[length];
        for (int v = 0; v < vectors; v++)
        {
            normals.Fill(0, v, buffer);
            double[] vector = basis[v] = Array.ConvertAll(buffer, x => (double)x);
            // Gram–Schmidt, twice: once loses orthogonality to rounding when a vector is nearly spanned already.
            for (int pass = 0; pass < 2; pass++)
                for (int w = 0; w < v; w++)
                {
                    double along = Dot(vector, basis[w]);
                    for (int i = 0; i < length; i++) vector[i] -= along * basis[w][i];
                }

            double norm = Math.Sqrt(Dot(vector, vector));
            for (int i = 0; i < length; i++) vector[i] /= norm;
        }

        var matrix = new float[rows * columns];
        for (int r = 0; r < rows; r++)
            for (int c = 0; c < columns; c++)
                matrix[r * columns + c] = (float)(rows <= columns ? basis[r][c] : basis[c][r]);
        return matrix;
    }

    private static string Layer(string key) => key[..Math.Max(0, key.LastIndexOf('.'))];

    private static string Leaf(string key) => key[(key.LastIndexOf('.') + 1)..];

    private static LatentStream Normals(long seed, string purpose) => new(new NamedStream(seed, purpose).Seed);

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static void Set(Tensor target, float[] values) => target.bytes = MemoryMarshal.AsBytes(values.AsSpan());
}
