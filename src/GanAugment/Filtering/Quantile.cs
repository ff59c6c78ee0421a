namespace GanAugment.Filtering;

/// <summary>Quantiles of samples.</summary>
internal static class Quantile
{
    /// <summary>The smallest value that at least a share of all values do not exceed.</summary>
    /// <param name="values">At least one.</param>
    /// <param name="share">0 … 1; 0 is the smallest value.</param>
    public static double Of(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        // The product may be a little more than the whole number that is meant.
        int rank = (int)Math.Ceiling(share * sorted.Length - 1e-9);
        return sorted[Math.Clamp(rank - 1, 0, sorted.Length - 1)];
    }
}
