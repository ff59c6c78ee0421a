using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace GanAugment.Training.Networks;

/// <summary>Divides a weight by an estimate of its largest singular value (Miyato et al. 2018).</summary>
internal static class SpectralNorm
{
    /// <summary>One power iteration from u, then W / σ. Gradients flow through W alone, in the numerator and in σ.</summary>
    /// <param name="weight">W [out, …], taken as the matrix [out, rest].</param>
    /// <param name="u">The left singular vector so far [1, out]; advanced in place when <paramref name="advance"/> is set.</param>
    /// <param name="epsilon">The smallest norm that the iteration divides by.</param>
    /// <param name="advance">Training: keep the new u. Otherwise the same iteration is made and forgotten, so that evaluation repeats itself.</param>
    public static Tensor Normalize(Tensor weight, Tensor u, double epsilon, bool advance)
    {
        using var scope = NewDisposeScope();
        var (left, right) = Iterate(weight, u, epsilon, advance);
        return Divide(weight, left, right).MoveToOuterDisposeScope();
    }

    /// <summary>One power iteration from u, without gradients: the singular vectors [1, out] and [1, rest] that it finds.</summary>
    public static (Tensor Left, Tensor Right) Iterate(Tensor weight, Tensor u, double epsilon, bool advance)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        Tensor matrix = Matrix(weight);
        Tensor right = F.normalize(u.matmul(matrix), 2, 1, epsilon); // [1, rest]
        Tensor left = F.normalize(right.matmul(matrix.t()), 2, 1, epsilon); // [1, out]
        if (advance) u.copy_(left);
        return (left.MoveToOuterDisposeScope(), right.MoveToOuterDisposeScope());
    }

    /// <summary>W / σ, where σ is W between its singular vectors.</summary>
    public static Tensor Divide(Tensor weight, Tensor left, Tensor right)
    {
        using var scope = NewDisposeScope();
        Tensor sigma = right.matmul(Matrix(weight).t()).matmul(left.t()).reshape([]); // []
        return (weight / sigma).MoveToOuterDisposeScope();
    }

    private static Tensor Matrix(Tensor weight) => weight.reshape(weight.shape[0], -1); // [out, rest]
}
