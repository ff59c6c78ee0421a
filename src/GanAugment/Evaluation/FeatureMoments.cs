namespace GanAugment.Evaluation;

/// <summary>Mean and covariance of feature vectors, added up batch by batch in double precision.</summary>
public sealed class FeatureMoments
{
    private readonly double[] sum;
    private readonly double[] products;

    // Sums are taken relative to the first vector: the square of a mean far from 0 would swallow the covariance.
    private double[]? origin;

    /// <summary>Begins with no vector.</summary>
    /// <param name="length">The length of a feature vector.</param>
    public FeatureMoments(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        Length = length;
        sum = new double[length];
        products = new double[length * length];
    }

    /// <summary>The length of a feature vector.</summary>
    public int Length { get; }

    /// <summary>How many vectors were added.</summary>
    public int Count { get; private set; }

    /// <summary>The mean: [Length].</summary>
    public double[] Mean => [.. sum.Select((s, i) => origin is null ? double.NaN : origin[i] + s / Count)];

    /// <summary>Adds vectors.</summary>
    /// <param name="features">[N, Length].</param>
    public void Add(ReadOnlySpan<float> features)
    {
        if (features.Length % Length != 0)
            throw new ArgumentException($"Vectors of {Length} have a multiple of {Length} values, but {features.Length} were given.", nameof(features));
        int count = features.Length / Length;
        if (count == 0) return;
        if (origin is null)
        {
            origin = new double[Length];
            for (int i = 0; i < Length; i++) origin[i] = features[i];
        }

        // Feature by feature, so that each sum of products runs along contiguous memory: [Length, N].
        var columns = new double[Length][];
        for (int i = 0; i < Length; i++)
        {
            double[] column = columns[i] = new double[count];
            for (int n = 0; n < count; n++) sum[i] += column[n] = features[n * Length + i] - origin[i];
        }

        Parallel.For(0, Length, i =>
        {
            for (int j = 0; j <= i; j++) products[i * Length + j] += Vectors.Dot(columns[i], columns[j]);
        });
        Count += count;
    }

    /// <summary>The covariance with divisor Count − 1: [Length, Length], row by row.</summary>
    /// <exception cref="InvalidOperationException">There are fewer than two vectors.</exception>
    public double[] Covariance()
    {
        if (Count < 2) throw new InvalidOperationException($"A covariance needs two vectors, but {Count} were added.");
        var covariance = new double[Length * Length];
        for (int i = 0; i < Length; i++)
            for (int j = 0; j <= i; j++)
                covariance[i * Length + j] = covariance[j * Length + i] = (products[i * Length + j] - sum[i] * sum[j] / Count) / (Count - 1);
        return covariance;
    }

    /// <summary>Why a Fréchet distance of these vectors is to be taken with care, in one sentence with the remedy; null where nothing speaks against
    /// it.</summary>
    public string? Weakness()
    {
        if (Count <= Length)
            return $"{Count} images give a singular covariance of {Length} features, so that the Fréchet distance is far too large: " +
                $"use the kernel distance, or give more than {Length} images.";
        int still = 0;
        for (int i = 0; i < Length; i++)
            if (products[i * Length + i] - sum[i] * sum[i] / Count <= 0) still++;
        return still == 0 ? null : $"{still} of {Length} features never change, so that the covariance is singular: " +
            "the Fréchet distance measures the others; a feature network that knows such images would use all.";
    }

    /// <summary>F [rank, Length] with FᵀF = the covariance.</summary>
    internal double[] Factor() => SymmetricMatrix.Factor(Covariance(), Length);
}
