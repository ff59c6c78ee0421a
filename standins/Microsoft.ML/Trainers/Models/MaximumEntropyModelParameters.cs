using Microsoft.ML.Data;
using Microsoft.ML.Numeric;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

public sealed class MaximumEntropyModelParameters
{
    private readonly float[] _biases;

    // [K][D]
    private readonly float[][] _weights;

    /// <param name="parameters">Biases [K], then weights [K, D].</param>
    internal MaximumEntropyModelParameters(float[] parameters, int classes, int features)
    {
        _biases = parameters[..classes];
        _weights = [.. Enumerable.Range(0, classes).Select(c => parameters.AsSpan(classes + (c * features), features).ToArray())];
        FeatureCount = features;
    }

    internal MaximumEntropyModelParameters(float[][] weights, float[] biases)
    {
        Contracts.CheckParam(biases.Length >= 2, "numClasses", "Must be at least 2.");
        _weights = weights;
        _biases = biases;
        FeatureCount = weights[0].Length;
    }

    internal int ClassCount => _biases.Length;

    internal int FeatureCount { get; }

    public IEnumerable<float> GetBiases() => _biases;

    public void GetWeights(ref VBuffer<float>[] weights, out int numClasses)
    {
        numClasses = ClassCount;
        if (weights is null || weights.Length < numClasses)
            weights = new VBuffer<float>[numClasses];
        for (int c = 0; c < numClasses; c++)
            new VBuffer<float>(FeatureCount, _weights[c]).CopyTo(ref weights[c]);
    }

    /// <summary>Class probabilities [K].</summary>
    internal void Predict(in VBuffer<float> features, ref VBuffer<float> probabilities)
    {
        Contracts.Check(features.Length == FeatureCount, "src length should equal the number of features");
        var editor = VBufferEditor.Create(ref probabilities, ClassCount);
        for (int c = 0; c < ClassCount; c++)
            editor.Values[c] = _biases[c] + FeatureRow.Dot(features, _weights[c]);

        float logSum = DenseMath.LogSumExp(editor.Values);
        for (int c = 0; c < ClassCount; c++)
            editor.Values[c] = (float)Math.Exp(editor.Values[c] - logSum);
        probabilities = editor.Commit();
    }

    /// <summary>Biases [K], then weights [K, D], to go on training from.</summary>
    internal float[] Flat(int classes, int features)
    {
        Contracts.Check(features == FeatureCount, "The input training data must have the same features used to train the input predictor.");
        Contracts.Check(classes == ClassCount, "The initialization predictor has different number of classes than the training data.");
        return [.. _biases, .. _weights.SelectMany(row => row)];
    }
}
