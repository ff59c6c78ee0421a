using static TorchSharp.torch;

namespace GanAugment.Training.Steps;

/// <summary>How much of the class both networks are told, from nothing at first to everything (Shahbazi et al. 2022).</summary>
/// <remarks>Both networks take classes as mixtures y, and both use them linearly. Told λ of it, they get λ·y: G's class embedding (or its rows in every
/// conditional batch norm) shrinks to λ times itself, and D's projection ⟨embed(y), h⟩ to λ times itself, so that at λ = 0 an unconditional G plays against D's
/// unconditional part w·h + b. Where the authors have two logits and weigh the conditional one's loss, the projection discriminator has one and weighs its
/// conditional term.</remarks>
/// <param name="start">The last step at which λ is 0.</param>
/// <param name="end">The first step at which λ is 1; later than <paramref name="start"/>.</param>
internal sealed class ConditioningRamp(int start, int end)
{
    /// <summary>λ.</summary>
    public double At(int step) => Math.Clamp((step - start) / (double)(end - start), 0, 1);

    /// <summary>What the networks are told of the classes y [N, K].</summary>
    public Tensor Apply(Tensor y, int step) => At(step) is var told && told == 1 ? y.alias() : y * told;
}
