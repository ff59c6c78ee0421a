namespace GanAugment.Evaluation;

/// <summary>How surely a classifier tells generated images apart, and into how many classes: the Inception Score (Salimans et al. 2016) where the classifier
/// is Inception.</summary>
/// <remarks>exp of the mean of KL(p(y|x) ‖ p(y)), from 1 to the number of classes. It never looks at real images: one perfect image of each class, a thousand
/// times, scores best.</remarks>
public static class ClassifierScore
{
    /// <summary>The score of parts of the images, in their order, each with its own p(y).</summary>
    /// <param name="probabilities">[N, classes], each row adding up to 1. Images of all classes should be mixed, or a part holds only some.</param>
    /// <param name="classes">K.</param>
    /// <param name="splits">Into how many parts of (nearly) equal size the images are divided; 10 is usual.</param>
    /// <returns>Mean and standard deviation (divisor: number of parts) over parts.</returns>
    /// <exception cref="OptionException">There are fewer images than parts.</exception>
    public static (double Mean, double StandardDeviation) Of(ReadOnlySpan<float> probabilities, int classes, int splits = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(splits, 1);
        int count = probabilities.Length / classes;
        if (count < splits)
            throw new OptionException($"{count} images cannot be divided into {splits} parts.", "They are to be scored by a classifier.",
                "Generate more images, or score them in one part.");
        var scores = new double[splits];
        for (int s = 0; s < splits; s++)
        {
            int first = (int)((long)s * count / splits), last = (int)((long)(s + 1) * count / splits);
            scores[s] = Math.Exp(Divergence(probabilities[(first * classes)..(last * classes)], classes));
        }

        double mean = scores.Average();
        return (mean, Math.Sqrt(scores.Average(v => (v - mean) * (v - mean))));
    }

    // The mean of Σ p ln(p / m), with 0 ln 0 = 0: Σ p ln p of every row less Σ m ln m of their mean.
    private static double Divergence(ReadOnlySpan<float> rows, int classes)
    {
        int count = rows.Length / classes;
        var mean = new double[classes];
        double own = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            mean[i % classes] += rows[i];
            own += Negentropy(rows[i]);
        }

        return own / count - mean.Sum(m => Negentropy(m / count));
    }

    private static double Negentropy(double p) => p > 0 ? p * Math.Log(p) : 0;
}
