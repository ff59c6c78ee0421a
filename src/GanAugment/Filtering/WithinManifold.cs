using System.Globalization;
using GanAugment.Data;
using GanAugment.Evaluation;

namespace GanAugment.Filtering;

/// <summary>Approves of an image that lies where real images of its class lie: within the ball of one of them, which reaches to its k-th nearest neighbour
/// (the rule of improved precision, Kynkäänniemi et al. 2019).</summary>
public sealed class WithinManifold : IImageFilter
{
    // Every image is compared with every other of its class once.
    private const int PerClass = 4000;

    private readonly IFeatureExtractor? extractor;

    /// <summary>Creates the filter.</summary>
    /// <param name="neighbours">k, at least 1: the larger, the wider the balls.</param>
    /// <param name="extractor">The features in which distances are measured; it stays the caller's to dispose. Null compares pixels.</param>
    /// <exception cref="OptionException">k is below 1.</exception>
    public WithinManifold(int neighbours = 3, IFeatureExtractor? extractor = null)
    {
        if (neighbours < 1)
            throw new OptionException($"A ball to neighbour {neighbours} has no meaning.", "It was given to the density filter.", "Give 1 or more; 3 is usual.");
        this.extractor = extractor;
        Neighbours = neighbours;
    }

    /// <summary>k.</summary>
    public int Neighbours { get; }

    /// <inheritdoc/>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"among real images by {extractor?.Name ?? "pixels"}, k = {Neighbours}");

    /// <inheritdoc/>
    public IImageJudge Prepare(FilterContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        ReferenceImages real = ReferenceImages.Of(context, extractor, PerClass);
        var radii = new double[context.Classes.Count][];
        for (int c = 0; c < radii.Length; c++)
        {
            int count = real.Count(c);
            radii[c] = new double[count];
            if (count < 2 && context.Wanted.Contains(c))
                context.Warn($"The density filter approves of every image of '{context.Classes[c]}': {count} real images span no space.");
            for (int i = 0; i < count && count > 1; i++)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                double[] others = real.Others(c, i);
                radii[c][i] = others[Math.Min(Neighbours, others.Length) - 1];
            }
        }

        return new Compared(real, radii, context.Generator.Shape);
    }

    private sealed class Compared(ReferenceImages real, double[][] radii, ImageShape shape) : IImageJudge
    {
        public void Judge(ReadOnlySpan<Candidate> candidates, ReadOnlySpan<float> images, Span<ImageVerdict> verdicts)
        {
            for (int n = 0; n < candidates.Length; n++)
            {
                double[] radius = radii[candidates[n].Class];
                double[] distances = radius.Length < 2 ? [] : real.From(images.Slice(n * shape.Length, shape.Length), candidates[n].Class);
                double best = distances.Length == 0 ? 1 : distances.Zip(radius, (d, r) => d <= r ? 1 : r / d).Max();
                verdicts[n] = new ImageVerdict(best >= 1, (float)best);
            }
        }

        public void Dispose()
        {
        }
    }
}
