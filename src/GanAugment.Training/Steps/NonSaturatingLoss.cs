using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace GanAugment.Training.Steps;

/// <summary>The logistic form of the adversarial loss, with the generator's part that does not saturate (Goodfellow et al. 2014).</summary>
internal static class NonSaturatingLoss
{
    /// <summary>Mean of log(1 + exp(−D(real))): [].</summary>
    public static Tensor Real(Tensor logits) => F.softplus(-logits).mean(); // [N, 1]

    /// <summary>Mean of log(1 + exp(D(fake))): [].</summary>
    public static Tensor Fake(Tensor logits) => F.softplus(logits).mean(); // [N, 1]

    /// <summary>What G minimises, the mean of log(1 + exp(−D(fake))): [].</summary>
    public static Tensor Generator(Tensor logits) => F.softplus(-logits).mean(); // [N, 1]
}
