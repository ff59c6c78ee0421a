using static TorchSharp.torch;

namespace GanAugment.Training.Networks;

/// <summary>How one layer divides its weight by its largest singular value: anew in every pass, or once while its weights are known to stand still.</summary>
internal sealed class NormalizedWeight(double epsilon)
{
    private bool holding;
    private Tensor? left, right, quotient;

    /// <summary>W / σ, with gradients through W where they are asked for.</summary>
    /// <param name="weight">W [out, …].</param>
    /// <param name="u">The left singular vector so far [1, out].</param>
    /// <param name="training">Whether u advances.</param>
    public Tensor Of(Tensor weight, Tensor u, bool training)
    {
        if (!holding || !training) return SpectralNorm.Normalize(weight, u, epsilon, training);
        if (left is null)
        {
            (left, right) = SpectralNorm.Iterate(weight, u, epsilon, advance: true);
            left.DetachFromDisposeScope();
            right.DetachFromDisposeScope();
        }

        if (is_grad_enabled() && weight.requires_grad) return SpectralNorm.Divide(weight, left, right!);
        return (quotient ??= SpectralNorm.Divide(weight, left, right!).DetachFromDisposeScope()).alias();
    }

    /// <summary>From now on the weights stand still: the first pass advances u, the others use what it found.</summary>
    public void Hold()
    {
        Release();
        holding = true;
    }

    /// <summary>The weights may change again.</summary>
    public void Release()
    {
        holding = false;
        left?.Dispose();
        right?.Dispose();
        quotient?.Dispose();
        (left, right, quotient) = (null, null, null);
    }
}
