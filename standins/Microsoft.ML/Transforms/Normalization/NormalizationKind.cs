namespace Microsoft.ML.Transforms;

internal enum NormalizationKind : byte
{
    MinMax,
    MeanVariance,
    MeanVarianceCdf,
}
