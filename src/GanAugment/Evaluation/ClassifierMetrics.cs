using GanAugment.Data;

namespace GanAugment.Evaluation;

/// <summary>What a classifier's probabilities are worth on labelled real images.</summary>
/// <param name="Confusion">How often images of each class were taken for each class; recalls, macro recall and macro F1 follow from it.</param>
/// <param name="LogLoss">The mean of −ln p(own class), in nats; probabilities below 1e-15 count as that.</param>
/// <param name="Calibration">How far confidence is from accuracy.</param>
public sealed record ClassifierMetrics(ConfusionMatrix Confusion, double LogLoss, CalibrationError Calibration)
{
    // As scikit-learn and ML.NET have it: one sure mistake must not make the mean infinite.
    private const double LeastProbability = 1e-15;

    // Single precision: a softmax of thousands of classes adds up to 1 no better.
    private const double SumTolerance = 1e-3;

    /// <summary>Judges probabilities.</summary>
    /// <param name="actual">The class of every image, at least one.</param>
    /// <param name="probabilities">[N, K]: each row 0 … 1 with the sum 1.</param>
    /// <param name="classes">The classes.</param>
    /// <param name="bins">Bins of the calibration error.</param>
    /// <exception cref="OptionException">There is no image, or a row makes no probabilities: it is not finite, negative, or does not add up to 1.</exception>
    public static ClassifierMetrics Of(IReadOnlyList<int> actual, ReadOnlySpan<float> probabilities, ClassMap classes, int bins = 15)
    {
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(classes);
        int k = classes.Count;
        if (actual.Count == 0)
            throw new OptionException("A classifier cannot be judged without images.", "None was given.", "Give test images of every class.");
        if (probabilities.Length != (long)actual.Count * k)
            throw new ArgumentException($"{actual.Count} images of {k} classes cannot have {probabilities.Length} probabilities.", nameof(probabilities));
        var confusion = new ConfusionMatrix(classes);
        double loss = 0;
        for (int i = 0; i < actual.Count; i++)
        {
            ReadOnlySpan<float> row = probabilities.Slice(i * k, k);
            Check(row, i);
            confusion.Add(actual[i], CalibrationError.Highest(row));
            loss -= Math.Log(Math.Max(LeastProbability, row[actual[i]]));
        }

        return new ClassifierMetrics(confusion, loss / actual.Count, CalibrationError.Of(actual, probabilities, k, bins));
    }

    /// <summary>Every metric as a figure with its protocol.</summary>
    /// <param name="reference">The images, for example <c>testImages</c>.</param>
    /// <param name="classifier">Names the classifier.</param>
    public IReadOnlyList<Figure> Figures(string reference, string classifier)
    {
        Figure Of(string metric, double value) =>
            new() { Metric = metric, Reference = reference, Count = Confusion.Images, Extractor = classifier, Value = value };
        return
        [
            Of("macroRecall", Confusion.MacroRecall), Of("macroF1", Confusion.MacroF1), Of("accuracy", Confusion.Accuracy), Of("logLoss", LogLoss),
            Of(Calibration.Name, Calibration.Value),
            .. Enumerable.Range(0, Confusion.Classes.Count).Where(c => Confusion.Actual(c) > 0).Select(c =>
                Of("recall", Confusion.Recall(c)!.Value) with { Count = Confusion.Actual(c), Class = Confusion.Classes[c] }),
        ];
    }

    private static void Check(ReadOnlySpan<float> row, int image)
    {
        double sum = 0;
        bool sound = true;
        foreach (float p in row)
        {
            sum += p;
            sound &= p >= 0;
        }

        // Written so that NaN fails.
        if (sound && Math.Abs(sum - 1) <= SumTolerance) return;
        string figures = FormattableString.Invariant($"they add up to {sum:G6}, the least is {Least(row):G6}");
        throw new OptionException($"The scores of image {image} are no probabilities: {figures}.", "They were given as a classifier's probabilities.",
            "Give probabilities; of logits take the softmax first.");
    }

    private static float Least(ReadOnlySpan<float> row)
    {
        float least = row[0];
        foreach (float p in row) least = MathF.Min(least, p);
        return least;
    }
}
