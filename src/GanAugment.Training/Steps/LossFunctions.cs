using static TorchSharp.torch;

namespace GanAugment.Training.Steps;

/// <summary>An adversarial loss as data: logits [N, 1] → [].</summary>
/// <param name="Real">D's part for reals.</param>
/// <param name="Fake">D's part for fakes.</param>
/// <param name="Generator">G's, for its fakes.</param>
internal sealed record LossFunctions(Func<Tensor, Tensor> Real, Func<Tensor, Tensor> Fake, Func<Tensor, Tensor> Generator)
{
    private static readonly LossFunctions Hinge = new(HingeLoss.Real, HingeLoss.Fake, HingeLoss.Generator);

    private static readonly LossFunctions NonSaturating = new(NonSaturatingLoss.Real, NonSaturatingLoss.Fake, NonSaturatingLoss.Generator);

    /// <summary>The functions of an option.</summary>
    public static LossFunctions Of(AdversarialLoss loss) => loss == AdversarialLoss.Hinge ? Hinge : NonSaturating;
}
