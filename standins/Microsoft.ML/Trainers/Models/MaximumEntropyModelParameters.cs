using Microsoft.ML.Data;
using Microsoft.ML.Numeric;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

public sealed class MaximumEntropyModelParameters : IMulticlassModel
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

    private int ClassCount => _biases.Length;

    private int FeatureCount { get; }

    int IMulticlassModel.ClassCount => ClassCount;

    public IEnumerable<float> GetBiases() => _biases;

    public void GetWeights(ref VBuffer<float>[] weights, out int numClasses)
    {
        numClasses = ClassCount;
        if (weights is null || weights.Length < numClasses)
            weights = new VBuffer<float>[numClasses];
        for (int c = 0; c < numClasses; c++)
            new VBuffer<float>(FeatureCount, _weights[c]).CopyTo(ref weights[c]);
    }

    // Class probabilities [K].
    void IMulticlassModel.Score(in VBuffer<float> features, ref VBuffer<float> probabilities)
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

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(MaximumEntropyModelParameters));
        ctx.Writer.Write(ClassCount);
        ctx.Writer.Write(FeatureCount);
        foreach (float parameter in Flat(ClassCount, FeatureCount))
            ctx.Writer.Write(parameter);
    }

    internal static MaximumEntropyModelParameters Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        int classes = ctx.Reader.ReadInt32();
        int features = ctx.Reader.ReadInt32();
        Contracts.CheckDecode(classes >= 1 && features >= 1);
        var parameters = new float[classes * (features + 1)];
        for (int i = 0; i < parameters.Length; i++)
            parameters[i] = ctx.Reader.ReadSingle();
        return new MaximumEntropyModelParameters(parameters, classes, features);
    }

    /// <summary>Biases [K], then weights [K, D], to go on training from.</summary>
    internal float[] Flat(int classes, int features)
    {
        Contracts.Check(features == FeatureCount, "The input training data must have the same features used to train the input predictor.");
        Contracts.Check(classes == ClassCount, "The initialization predictor has different number of classes than the training data.");
        return [.. _biases, .. _weights.SelectMany(row => row)];
    }
}
