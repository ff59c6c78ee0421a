namespace GanAugment.Evaluation;

/// <summary>The Fréchet distance of two sets of feature vectors, each taken as a normal distribution (Heusel et al. 2017): FID where the features are
/// Inception's.</summary>
/// <remarks>‖μ₁ − μ₂‖² + tr Σ₁ + tr Σ₂ − 2 tr (Σ₁Σ₂)^½. It is biased upwards for few images, the more the longer the features; compare figures of equal counts
/// only, and use <see cref="KernelDistance"/> below about two thousand.</remarks>
public static class FrechetDistance
{
    /// <summary>The distance; 0 for equal sets, up to rounding.</summary>
    /// <param name="first">At least two vectors.</param>
    /// <param name="second">At least two vectors of the same length.</param>
    public static double Between(FeatureMoments first, FeatureMoments second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Length != second.Length)
            throw new ArgumentException($"Features of {first.Length} and of {second.Length} values cannot be compared.", nameof(second));
        int n = first.Length;
        double[] apart = [.. first.Mean.Zip(second.Mean, (a, b) => a - b)];
        // (Σ₁Σ₂)^½ has the trace of (FΣ₂Fᵀ)^½ with Σ₁ = FᵀF, which is symmetric: no square root of a matrix is needed, and none of a negative number.
        // The set with fewer images has the smaller F.
        var (fewer, more) = first.Count <= second.Count ? (first, second) : (second, first);
        double[] factor = fewer.Factor(), covariance = more.Covariance();
        int rank = factor.Length / n;
        double[] eigenvalues = SymmetricMatrix.Eigenvalues(SymmetricMatrix.Sandwich(factor, covariance, n), rank);
        return Vectors.Dot(apart, apart) + Trace(fewer.Covariance(), n) + Trace(covariance, n) - 2 * eigenvalues.Sum(e => Math.Sqrt(Math.Max(0, e)));
    }

    private static double Trace(double[] matrix, int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++) sum += matrix[i * n + i];
        return sum;
    }
}
