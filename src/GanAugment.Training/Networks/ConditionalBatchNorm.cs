using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace GanAugment.Training.Networks;

/// <summary>Batch norm whose gain and bias come from the condition: BN(x) · (1 + gain(c)) + bias(c) (Brock et al. 2019, appendix B).</summary>
/// <remarks>The condition is the class embedding with a chunk of z behind it, mapped linearly, or the class mixture itself, looked up in a table.
/// Without the 1 the signal of a fresh network dies away from block to block.</remarks>
internal sealed class ConditionalBatchNorm : nn.Module<Tensor, Tensor, Tensor>, IBatchStatistics
{
    private readonly nn.Module<Tensor, Tensor> gain;
    private readonly nn.Module<Tensor, Tensor> bias;
    private Tensor mean;
    private Tensor variance;

    /// <summary>Creates the norm.</summary>
    /// <param name="channels">Channels of x.</param>
    /// <param name="spec">Whether conditions are embeddings or classes, and the epsilons.</param>
    public ConditionalBatchNorm(long channels, BigGanSpec spec) : base(nameof(ConditionalBatchNorm))
    {
        double? spectralEpsilon = spec.GeneratorSpectralNorm ? spec.SpectralNormEpsilon : null;
        nn.Module<Tensor, Tensor> Map() => spec.SharedEmbedding is null
            ? new ClassEmbedding(spec.Classes, channels, null)
            : new LinearLayer(spec.ConditionSize, channels, spectralEpsilon, hasBias: false);
        Epsilon = spec.BatchNormEpsilon;
        gain = Map();
        bias = Map();
        mean = zeros(channels);
        variance = ones(channels);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public double Momentum { get; set; } = IBatchStatistics.TrainingMomentum;

    /// <summary>Added to the variance.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public bool Estimating { get; set; }

    /// <inheritdoc/>
    public Tensor Mean => mean;

    /// <inheritdoc/>
    public Tensor Variance => variance;

    /// <summary>Condition → gain less 1, [N, C].</summary>
    public nn.Module<Tensor, Tensor> Gain => gain;

    /// <summary>Condition → bias, [N, C].</summary>
    public nn.Module<Tensor, Tensor> Bias => bias;

    /// <inheritdoc/>
    public override Tensor forward(Tensor x, Tensor condition) // [N, C, H, W], [N, condition] → [N, C, H, W]
    {
        using var scope = NewDisposeScope();
        Tensor normal = F.batch_norm(x, mean, variance, null, null, training || Estimating, Momentum, Epsilon); // [N, C, H, W]
        Tensor scale = (1 + gain.call(condition)).unsqueeze(-1).unsqueeze(-1); // [N, C, 1, 1]
        Tensor shift = bias.call(condition).unsqueeze(-1).unsqueeze(-1); // [N, C, 1, 1]
        return (normal * scale).add_(shift).MoveToOuterDisposeScope();
    }
}
