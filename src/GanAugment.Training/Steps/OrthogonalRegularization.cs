using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GanAugment.Training.Steps;

/// <summary>Pushes the filters of every layer apart, so that a generator stays good under truncation (Brock et al. 2019, section 3.1).</summary>
/// <remarks>With W as [out, rest] the relaxed penalty is β‖WWᵀ ∘ (1 − I)‖²: filters are compared pairwise and their lengths left alone; the strict one,
/// β‖WWᵀ − I‖², fixes lengths too. As in the authors' code the gradient goes straight to the parameters as 2β(…)W, half of the penalty's own; a strength
/// therefore means here what it means there.</remarks>
internal static class OrthogonalRegularization
{
    /// <summary>Adds the penalty's gradient to every weight that has two axes or more; vectors and scalars have no filters to compare.</summary>
    /// <param name="parameters">Parameters whose gradient the loss has already filled; those without one are left out.</param>
    /// <param name="strength">β.</param>
    /// <param name="relaxed">Whether the diagonal, the filters' lengths, is free.</param>
    public static void AddGradient(IEnumerable<Parameter> parameters, double strength, bool relaxed = true)
    {
        using var guard = no_grad();
        foreach (Parameter parameter in parameters)
        {
            if (parameter.ndim < 2 || parameter.grad is not { } gradient) continue;
            using var scope = NewDisposeScope();
            Tensor w = parameter.reshape(parameter.shape[0], -1); // [out, rest]
            Tensor identity = eye(w.shape[0], device: w.device); // [out, out]
            Tensor products = w.matmul(w.t()); // [out, out]
            Tensor excess = relaxed ? products * (1 - identity) : products - identity; // [out, out]
            gradient.add_((excess.matmul(w) * 2).view(gradient.shape), strength);
        }
    }
}
