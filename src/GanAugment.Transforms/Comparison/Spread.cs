namespace GanAugment.Transforms.Comparison;

/// <summary>Mean and standard deviation over seeds.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The sample standard deviation (n − 1); 0 for a single value.</param>
public sealed record Spread(double Mean, double Deviation)
{
    /// <summary>For example <c>76.5 ± 0.4</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Mean:0.0} ± {Deviation:0.0}");

    /// <summary>Of a sample of at least one value.</summary>
    internal static Spread Of(IReadOnlyList<double> values)
    {
        double mean = values.Average();
        return new Spread(mean, values.Count < 2 ? 0 : Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1)));
    }
}
