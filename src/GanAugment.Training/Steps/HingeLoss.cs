using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace GanAugment.Training.Steps;

/// <summary>The hinge form of the adversarial loss (Lim and Ye 2017): D is content once reals score above 1 and fakes below −1.</summary>
internal static class HingeLoss
{
    /// <summary>Mean of max(0, 1 − D(real)): [].</summary>
    public static Tensor Real(Tensor logits) => F.relu(1 - logits).mean(); // [N, 1]

    /// <summary>Mean of max(0, 1 + D(fake)): [].</summary>
    public static Tensor Fake(Tensor logits) => F.relu(1 + logits).mean(); // [N, 1]

    /// <summary>What G minimises, −mean D(fake): [].</summary>
    public static Tensor Generator(Tensor logits) => -logits.mean(); // [N, 1]
}
