using Microsoft.ML.Numeric;

namespace Microsoft.ML.Trainers;

/// <summary>One weight vector and one bias per class.</summary>
internal sealed class LinearScores
{
    public LinearScores(int classes, int features)
        : this([.. Enumerable.Range(0, classes).Select(_ => new float[features])], new float[classes])
    {
    }

    private LinearScores(float[][] weights, float[] biases)
    {
        Weights = weights;
        Biases = biases;
    }

    /// <summary>[K][D].</summary>
    public float[][] Weights { get; }

    /// <summary>[K].</summary>
    public float[] Biases { get; }

    public double NormSquared() => Weights.Sum(row => (double)DenseMath.NormSquared(row)) + Biases.Sum(bias => (double)bias * bias);

    public double AbsoluteSum() => Weights.Sum(row => row.Sum(weight => (double)Math.Abs(weight))) + Biases.Sum(bias => (double)Math.Abs(bias));

    /// <summary>A copy whose biases are raised by others.</summary>
    public LinearScores WithBiases(float[] more)
        => new([.. Weights.Select(row => (float[])row.Clone())], [.. Biases.Zip(more, (a, b) => a + b)]);
}
