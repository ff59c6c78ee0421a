namespace Microsoft.ML.Numeric;

/// <summary>A differentiable function: returns the value at a point and overwrites the gradient there.</summary>
internal delegate float Objective(ReadOnlySpan<float> point, Span<float> gradient);
