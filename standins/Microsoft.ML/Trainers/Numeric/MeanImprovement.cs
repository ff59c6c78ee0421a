namespace Microsoft.ML.Numeric;

/// <summary>Says when to stop: once the geometrically weighted mean of the improvements per step falls below a tolerance.</summary>
internal sealed class MeanImprovement(float tolerance, float memory, int maximumSteps)
{
    private float _weighted;

    public float Current { get; private set; }

    public bool IsReached(float previousValue, float value, int step)
    {
        _weighted = previousValue - value + (memory * _weighted);
        Current = _weighted * (1 - memory) / (1 - MathF.Pow(memory, step));
        return Current < tolerance || step >= maximumSteps;
    }
}
