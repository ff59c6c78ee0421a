using GanAugment.Training.Networks;
using static TorchSharp.torch;

namespace GanAugment.Training.Watch;

/// <summary>How large the class-conditional gains and biases of a generator are, class by class. With few images of a class its values explode when that class
/// collapses (Rangwani et al. 2022, "gSR").</summary>
/// <remarks>Per class and conditional batch norm, the gain less 1 (and the bias) of the class alone, z at 0, is folded from [C] into a matrix of about √C
/// columns; the figure is the largest singular value of that matrix, of the layer where it is largest. Tables and shared embeddings are read alike.</remarks>
/// <param name="Gain">One figure per class.</param>
/// <param name="Bias">One figure per class.</param>
internal sealed record ClassGains(float[] Gain, float[] Bias)
{
    /// <summary>Measures a generator; it stays as it is.</summary>
    public static ClassGains Of(BigGanGenerator generator)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        bool trains = generator.training;
        // In evaluation spectral norm keeps its vectors.
        generator.eval();
        BigGanSpec spec = generator.Spec;
        Tensor classes = eye(spec.Classes, device: generator.parameters().First().device); // [K, K]
        Tensor condition = generator.Embedding?.call(classes) ?? classes; // [K, shared or K]
        long latent = spec.ConditionSize - condition.shape[1];
        if (latent > 0) condition = cat([condition, zeros(spec.Classes, latent, device: condition.device)], 1); // [K, condition]
        ConditionalBatchNorm[] norms = [.. generator.modules().OfType<ConditionalBatchNorm>()];
        float[] Largest(Func<ConditionalBatchNorm, Tensor> values) =>
            stack([.. norms.Select(norm => Norms(values(norm)))]).amax([0]).cpu().data<float>().ToArray();
        var gains = new ClassGains(Largest(norm => norm.Gain.call(condition)), Largest(norm => norm.Bias.call(condition)));
        generator.train(trains);
        return gains;
    }

    // [K, C] → the largest singular value of each folded row: [K].
    private static Tensor Norms(Tensor rows)
    {
        int channels = (int)rows.shape[1], columns = Enumerable.Range(1, (int)Math.Sqrt(channels)).Last(d => channels % d == 0);
        Tensor folded = rows.reshape(rows.shape[0], channels / columns, columns); // [K, C/d, d]
        return linalg.svdvals(folded).amax([1]);
    }
}
