namespace GanAugment.Evaluation;

/// <summary>How near real images that the generator never saw come to its training images. A generator that copies comes nearer.</summary>
/// <param name="Images">How many held-out images were compared.</param>
/// <param name="Median">The median distance to the nearest training image.</param>
/// <param name="Nearest5Percent">One held-out image in twenty is nearer than this.</param>
public sealed record NeighbourBaseline(int Images, double Median, double Nearest5Percent)
{
    /// <summary>Summarises distances.</summary>
    /// <param name="distances">From each held-out image to its nearest training image; at least one.</param>
    public static NeighbourBaseline Of(IEnumerable<double> distances)
    {
        double[] sorted = [.. distances.Order()];
        if (sorted.Length == 0) throw new ArgumentException("A baseline needs a distance.", nameof(distances));
        return new NeighbourBaseline(sorted.Length, Quantile(sorted, 0.5), Quantile(sorted, 0.05));
    }

    /// <summary>The quantile of sorted values, between two of them in proportion.</summary>
    internal static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        double at = share * (sorted.Length - 1);
        int below = (int)at;
        return below + 1 == sorted.Length ? sorted[below] : sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
    }
}
