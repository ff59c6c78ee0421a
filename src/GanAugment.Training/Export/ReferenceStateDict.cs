using GanAugment.Training.Import;
using GanAugment.Training.Networks;
using static TorchSharp.torch;

namespace GanAugment.Training.Export;

/// <summary>A generator's tensors under the names, and with the values, that ajbrock/BigGAN-PyTorch expects.</summary>
internal static class ReferenceStateDict
{
    // Its output norm knows no other.
    private const double OutputEpsilon = 1e-5;

    /// <summary>The state dict, sorted by name. The tensors are the network's own or new ones in the caller's scope.</summary>
    /// <param name="network">In evaluation mode.</param>
    public static IReadOnlyList<(string Name, Tensor Value)> Of(BigGanGenerator network)
    {
        using var guard = no_grad();
        List<(string Name, Tensor Value)> tensors = [];
        foreach (var (ours, value) in NetworkFilling.Tensors(network))
        {
            string name = ReferenceNames.OfGenerator(ours);
            // Another epsilon is a variance that is larger by the difference.
            bool shifts = ours == "norm.variance" && network.Norm.Epsilon != OutputEpsilon;
            tensors.Add((name, shifts ? value + (network.Norm.Epsilon - OutputEpsilon) : value));
            // The singular value is for its logs, but a strict load misses it.
            if (name.EndsWith(".u0", StringComparison.Ordinal)) tensors.Add((name[..^2] + "sv0", SingularValue(network, ours[..^2])));
        }

        return [.. tensors.OrderBy(t => t.Name, StringComparer.Ordinal)];
    }

    private static Tensor SingularValue(BigGanGenerator network, string layer) // [1]
    {
        nn.Module module = network.named_modules().Single(m => m.name == layer).module;
        using Tensor normalised = module switch
        {
            Convolution convolution => convolution.EffectiveWeight(),
            LinearLayer linear => linear.EffectiveWeight(),
            _ => throw new ArgumentException($"{layer} has no weight to normalise.", nameof(layer)),
        };
        Tensor weight = module.named_parameters().Single(p => p.name == "weight").parameter;
        return (weight.norm() / normalised.norm()).reshape(1);
    }
}
