using GanAugment.Generation;
using static TorchSharp.torch;

namespace GanAugment.Training.Watch;

/// <summary>The largest singular value σ₀ of every weight of a network, raw, before any division by it. In a generator that collapses those of the first
/// layers explode; the discriminator's are noisy, with spikes (Brock et al. 2019, section 4).</summary>
/// <remarks>256 power iterations on W·Wᵀ, by squaring it eight times, from a random vector of the layer's name; the vectors that spectral norm keeps are
/// neither used nor moved. The result never exceeds the true value and is within half a per cent of it, however close the second one comes.</remarks>
internal static class SingularValues
{
    private const int Squarings = 8;

    /// <summary>σ₀ by the layer's name. The network and every random stream stay as they are.</summary>
    public static SortedDictionary<string, float> Of(nn.Module network)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        var weights = network.named_parameters().Where(p => p.parameter.shape.Length > 1).ToArray();
        var found = new SortedDictionary<string, float>(StringComparer.Ordinal);
        if (weights.Length == 0) return found;
        // One transfer from the device for all layers.
        float[] values = stack([.. weights.Select(w => Largest(w.parameter, w.name))]).cpu().data<float>().ToArray();
        for (int i = 0; i < weights.Length; i++)
        {
            string name = weights[i].name;
            found.Add(name.EndsWith(".weight", StringComparison.Ordinal) ? name[..^".weight".Length] : name, values[i]);
        }

        return found;
    }

    /// <summary>σ₀ of a matrix: [].</summary>
    /// <param name="weight">W [out, …], taken as [out, rest].</param>
    /// <param name="name">Chooses the random vector.</param>
    internal static Tensor Largest(Tensor weight, string name)
    {
        using var scope = NewDisposeScope();
        Tensor matrix = weight.reshape(weight.shape[0], -1); // [out, rest]
        if (matrix.shape[0] > matrix.shape[1]) matrix = matrix.t(); // [fewer, more]
        Tensor power = matrix.matmul(matrix.t()); // [fewer, fewer]
        for (int i = 0; i < Squarings; i++)
        {
            // Before each squaring, lest numbers leave the range of floats.
            power = power / power.norm().clamp_min(1e-30);
            power = power.matmul(power);
        }

        var start = new float[matrix.shape[0]];
        new LatentStream(new NamedStream(0, $"singular values {name}").Seed).Fill(0, 0, start);
        Tensor left = power.matmul(tensor(start, [start.Length, 1], device: weight.device)); // [fewer, 1]
        left = left / left.norm().clamp_min(1e-30);
        return matrix.t().matmul(left).norm().MoveToOuterDisposeScope(); // []
    }
}
