namespace GanAugment.Reporting;

/// <summary>One series of a chart: a value per label, and how far it spreads.</summary>
/// <param name="Name">The name in the legend.</param>
/// <param name="Values">One value per label; NaN leaves a gap.</param>
/// <param name="Spreads">Half the length of the whisker at each value, or null for none.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<double> Values, IReadOnlyList<double>? Spreads = null);
