using System.Globalization;

namespace GanAugment.Benchmarks.Comparison;

/// <summary>Least, middle and greatest of some figures.</summary>
internal sealed record Spread(double Least, double Median, double Greatest)
{
    public static Spread Of(IReadOnlyCollection<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new Spread(sorted[0], (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[^1]);
    }

    /// <summary>The middle, and the others in brackets.</summary>
    public string ToText(string format, double factor = 1) =>
        string.Format(CultureInfo.InvariantCulture, $"{{0:{format}}} ({{1:{format}}}–{{2:{format}}})", Median * factor, Least * factor, Greatest * factor);
}
