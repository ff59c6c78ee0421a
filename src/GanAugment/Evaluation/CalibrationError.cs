namespace GanAugment.Evaluation;

/// <summary>How far a classifier's confidence is from its accuracy: the expected calibration error over bins of equal width (Guo et al. 2017).</summary>
/// <remarks>The figure depends on the binning and grows with noise where bins hold few images: it is compared only between equal numbers of bins and
/// images.</remarks>
/// <param name="Bins">How many bins divide 0 … 1.</param>
/// <param name="Value">Σ images of the bin / images · |accuracy − confidence|, 0 … 1.</param>
/// <param name="Filled">The bins that hold images, in order, for a reliability diagram.</param>
public sealed record CalibrationError(int Bins, double Value, IReadOnlyList<CalibrationBin> Filled)
{
    /// <summary>The metric with its binning, for example <c>ece15EqualWidthBins</c>.</summary>
    public string Name => FormattableString.Invariant($"ece{Bins}EqualWidthBins");

    /// <summary>Bins images by their highest probability.</summary>
    /// <param name="actual">The class of every image.</param>
    /// <param name="probabilities">[N, K], 0 … 1.</param>
    /// <param name="classes">K.</param>
    /// <param name="bins">How many bins, at least 1.</param>
    public static CalibrationError Of(IReadOnlyList<int> actual, ReadOnlySpan<float> probabilities, int classes, int bins = 15)
    {
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var (images, confidence, right) = (new long[bins], new double[bins], new long[bins]);
        for (int i = 0; i < actual.Count; i++)
        {
            ReadOnlySpan<float> row = probabilities.Slice(i * classes, classes);
            int predicted = Highest(row);
            int bin = Math.Clamp((int)Math.Ceiling(row[predicted] * (double)bins) - 1, 0, bins - 1);
            images[bin]++;
            confidence[bin] += row[predicted];
            if (predicted == actual[i]) right[bin]++;
        }

        CalibrationBin[] filled = [.. Enumerable.Range(0, bins).Where(b => images[b] > 0).Select(b =>
            new CalibrationBin((double)b / bins, (b + 1.0) / bins, images[b], confidence[b] / images[b], (double)right[b] / images[b]))];
        return new CalibrationError(bins, filled.Sum(b => b.Images * Math.Abs(b.Accuracy - b.Confidence)) / actual.Count, filled);
    }

    /// <summary>The place of the highest value, the first of equals.</summary>
    internal static int Highest(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
            if (values[i] > values[best]) best = i;
        return best;
    }
}
