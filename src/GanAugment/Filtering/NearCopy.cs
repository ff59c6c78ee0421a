using System.Globalization;
using GanAugment.Data;
using GanAugment.Evaluation;

namespace GanAugment.Filtering;

/// <summary>Refuses an image that is nearer to a training image of its class than real images are to each other: a copy, which teaches nothing and may give
/// away what it was copied from.</summary>
/// <remarks>The bound is a low percentile of the distances from real images to their nearest neighbours, class by class; a class with few images takes that
/// of all classes together.</remarks>
public sealed class NearCopy : IImageFilter
{
    // A percentile of fewer distances than that says little.
    private const int Few = 20;

    private const int Looks = 1000;

    private readonly IFeatureExtractor? extractor;

    /// <summary>Creates the filter.</summary>
    /// <param name="percentile">Of the distances between real neighbours, 0 … 100: below it an image is a copy.</param>
    /// <param name="extractor">The features in which distances are measured; it stays the caller's to dispose. Null compares pixels, which sees copies but
    /// not copies that were shifted.</param>
    /// <exception cref="OptionException">The percentile is not in 0 … 100.</exception>
    public NearCopy(double percentile = 1, IFeatureExtractor? extractor = null)
    {
        if (!(percentile is >= 0 and <= 100))
            throw new OptionException(FormattableString.Invariant($"A percentile of {percentile} has no meaning."), "It was given to the near-copy filter.",
                "Give 0 to 100; 1 is usual, 0 refuses what is nearer than any two real images are.");
        this.extractor = extractor;
        Percentile = percentile;
    }

    /// <summary>The percentile of the distances between real neighbours.</summary>
    public double Percentile { get; }

    /// <inheritdoc/>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"no copy by {extractor?.Name ?? "pixels"}, percentile {Percentile:0.##}");

    /// <inheritdoc/>
    public IImageJudge Prepare(FilterContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        ReferenceImages real = ReferenceImages.Of(context, extractor);
        double[][] nearest = [.. context.Classes.Select((_, c) => Nearest(real, c, context))];
        double[] all = [.. nearest.SelectMany(distances => distances)];
        if (all.Length == 0)
            throw new DatasetException("The near-copy filter finds no two real images of any class.", $"The training data has {context.Real().Labels.Count} images.",
                "Leave the filter out, or give more images.");
        double[] bounds = [.. nearest.Select(own => Quantile.Of(own.Length < Few ? all : own, Percentile / 100))];
        return new Compared(real, bounds, context.Generator.Shape);
    }

    private double[] Nearest(ReferenceImages real, int c, FilterContext context)
    {
        int count = real.Count(c);
        if (count < 2) return [];
        int[] some = Shuffle.Order([.. Enumerable.Range(0, count)], context.Seed, c)[..Math.Min(count, Looks)];
        return [.. some.Select(i =>
        {
            context.Cancellation.ThrowIfCancellationRequested();
            return real.Others(c, i)[0];
        })];
    }

    private sealed class Compared(ReferenceImages real, double[] bounds, ImageShape shape) : IImageJudge
    {
        public void Judge(ReadOnlySpan<Candidate> candidates, ReadOnlySpan<float> images, Span<ImageVerdict> verdicts)
        {
            for (int n = 0; n < candidates.Length; n++)
            {
                int c = candidates[n].Class;
                double[] distances = real.From(images.Slice(n * shape.Length, shape.Length), c);
                double nearest = distances.Length == 0 ? double.PositiveInfinity : distances.Min();
                // At a bound of 0, where the data holds one image twice, exact copies are refused still.
                verdicts[n] = new ImageVerdict(nearest > bounds[c], nearest > bounds[c] ? 1 : bounds[c] == 0 ? 0 : (float)(nearest / bounds[c]));
            }
        }

        public void Dispose()
        {
        }
    }
}
