namespace Microsoft.ML.Numeric;

/// <summary>Successive points are no longer told apart in single precision although the tolerance is not reached.</summary>
internal sealed class PrematureConvergence(string message, float[] point, float value) : Exception(message)
{
    public float[] Point { get; } = point;

    public float Value { get; } = value;
}
