using System.Globalization;
using GanAugment.Data;

namespace GanAugment.Filtering;

/// <summary>Approves of an image that a classifier of real images takes for the class it was made for, with a probability in a band.</summary>
/// <remarks>
/// The classifier must not have seen the images that the augmented classifier will be tested on. An upper bound below 1 refuses images that teach nothing
/// because any classifier knows them.
/// </remarks>
public sealed class ClassifierAgreement : IImageFilter
{
    // Enough for a quantile to two places, few enough to be drawn in seconds.
    private const int Calibration = 200;

    private readonly Func<FilterContext, IImageClassifier> open;

    /// <summary>Creates the filter.</summary>
    /// <param name="open">Opens the classifier for a training set; the filter disposes it.</param>
    /// <param name="lowest">The lowest probability of the wanted class, 0 … 1.</param>
    /// <param name="highest">The highest, <paramref name="lowest"/> … 1.</param>
    /// <param name="bestShare">The share of generated images to keep, in (0, 1]: those with the highest probability of the wanted class. The lowest
    /// probability is raised so far, class by class, from images drawn for the purpose. 1 raises nothing.</param>
    /// <exception cref="OptionException">The bounds or the share make no band.</exception>
    public ClassifierAgreement(Func<FilterContext, IImageClassifier> open, double lowest = 0, double highest = 1, double bestShare = 1)
    {
        ArgumentNullException.ThrowIfNull(open);
        if (!(lowest >= 0 && highest <= 1 && lowest <= highest))
            throw Wrong($"A band of probabilities from {lowest} to {highest} has no meaning", "Give 0 ≤ lowest ≤ highest ≤ 1.");
        if (!(bestShare is > 0 and <= 1)) throw Wrong($"A best share of {bestShare} has no meaning", "Give a share in (0, 1], for example 1.0 / 3.");
        this.open = open;
        (Lowest, Highest, BestShare) = (lowest, highest, bestShare);
    }

    /// <summary>The lowest probability of the wanted class.</summary>
    public double Lowest { get; }

    /// <summary>The highest probability of the wanted class.</summary>
    public double Highest { get; }

    /// <summary>The share of generated images to keep; 1 where only the band counts.</summary>
    public double BestShare { get; }

    /// <inheritdoc/>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"classifier agrees, {Lowest:0.##} … {Highest:0.##}")
        + (BestShare < 1 ? string.Create(CultureInfo.InvariantCulture, $", best {100 * BestShare:0} %") : "");

    /// <inheritdoc/>
    public IImageJudge Prepare(FilterContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        IImageClassifier classifier = open(context);
        try
        {
            var known = new ClassMap(classifier.Classes);
            int[] columns = [.. context.Classes.Select(known.IndexOf)];
            string[] unknown = [.. context.Wanted.Where(c => columns[c] < 0).Select(c => context.Classes[c])];
            if (unknown.Length > 0)
                throw new OptionException($"The classifier of a filter does not know the class '{string.Join("', '", unknown)}'.",
                    $"It knows '{string.Join("', '", known.Take(20))}'.", "Give a classifier of the training data's classes.");
            var judge = new Classified(classifier, context, columns, Lowest, Highest);
            if (BestShare < 1) judge.RaiseLowest(BestShare);
            return judge;
        }
        catch
        {
            classifier.Dispose();
            throw;
        }
    }

    private static OptionException Wrong(FormattableString what, string remedy) =>
        new(what.ToString(CultureInfo.InvariantCulture) + ".", "It was given to the classifier filter.", remedy);

    private sealed class Classified(IImageClassifier classifier, FilterContext context, int[] columns, double lowest, double highest) : IImageJudge
    {
        private readonly double[] lowest = [.. columns.Select(_ => lowest)];
        private readonly ImageShape shape = context.Generator.Shape;

        public void Judge(ReadOnlySpan<Candidate> candidates, ReadOnlySpan<float> images, Span<ImageVerdict> verdicts)
        {
            float[] all = Classify(candidates.Length, images); // [N, K]
            for (int n = 0; n < candidates.Length; n++)
            {
                int c = candidates[n].Class;
                ReadOnlySpan<float> row = all.AsSpan(n * classifier.Classes.Count, classifier.Classes.Count);
                float p = row[columns[c]];
                verdicts[n] = new ImageVerdict(Agrees(row, columns[c]) && p >= lowest[c] && p <= highest, p);
            }
        }

        // Images of another class count as improbable ones, so that the best share is one of all that are drawn.
        public void RaiseLowest(double share)
        {
            foreach (int c in context.Wanted)
            {
                float[] all = Classify(Calibration, context.Draw(c, Calibration)); // [N, K]
                int width = classifier.Classes.Count;
                double[] own = [.. Enumerable.Range(0, Calibration)
                    .Select(n => Agrees(all.AsSpan(n * width, width), columns[c]) && all[n * width + columns[c]] <= highest ? all[n * width + columns[c]] : 0.0)];
                lowest[c] = Math.Max(lowest[c], Quantile.Of(own, 1 - share));
            }
        }

        public void Dispose() => classifier.Dispose();

        private float[] Classify(int count, ReadOnlySpan<float> images)
        {
            var probabilities = new float[count * classifier.Classes.Count]; // [N, K]
            classifier.Classify(count, shape, images, probabilities);
            return probabilities;
        }

        private static bool Agrees(ReadOnlySpan<float> row, int wanted)
        {
            foreach (float p in row)
                if (p > row[wanted]) return false;
            return true;
        }
    }
}
