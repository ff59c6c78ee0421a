using Microsoft.ML.Data;

namespace Microsoft.ML.Numeric;

/// <summary>The features of one example: all of them, or the non-zero ones with their places.</summary>
internal readonly struct FeatureRow
{
    private readonly float[] _values;

    // Null: every feature is present.
    private readonly int[] _indices;

    public FeatureRow(in VBuffer<float> features)
    {
        _values = features.GetValues().ToArray();
        _indices = features.IsDense ? null : features.GetIndices().ToArray();
    }

    public float Dot(ReadOnlySpan<float> weights) => Dot(_values, _indices, weights);

    public void AddTo(Span<float> target, float scale) => AddTo(_values, _indices, target, scale);

    public static float Dot(in VBuffer<float> features, ReadOnlySpan<float> weights)
        => Dot(features.GetValues(), features.IsDense ? null : features.GetIndices(), weights);

    public static void AddTo(in VBuffer<float> features, Span<float> target, float scale)
        => AddTo(features.GetValues(), features.IsDense ? null : features.GetIndices(), target, scale);

    private static float Dot(ReadOnlySpan<float> values, ReadOnlySpan<int> indices, ReadOnlySpan<float> weights)
    {
        if (indices.IsEmpty && values.Length == weights.Length)
            return DenseMath.Dot(values, weights);

        float sum = 0;
        for (int i = 0; i < values.Length; i++)
            sum += values[i] * weights[indices[i]];
        return sum;
    }

    private static void AddTo(ReadOnlySpan<float> values, ReadOnlySpan<int> indices, Span<float> target, float scale)
    {
        if (indices.IsEmpty && values.Length == target.Length)
        {
            DenseMath.AddScaled(values, scale, target);
            return;
        }

        for (int i = 0; i < values.Length; i++)
            target[indices[i]] += scale * values[i];
    }
}
