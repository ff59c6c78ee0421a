using GanAugment.Data;
using GanAugment.Filtering;

namespace GanAugment.Evaluation;

/// <summary>What a classifier that was trained on real images makes of generated ones.</summary>
internal static class ClassifierFigures
{
    private const int Splits = 10;

    /// <summary>Its score (Inception Score), and how often it takes an image for the class it was made for: GAN-test (Shmelkov et al. 2018).</summary>
    public static (IReadOnlyList<Figure> Figures, IReadOnlyList<Figure> ClassFigures) Of(ClassSides sides, IImageClassifier classifier,
        EvaluationOptions options, IProgress<EvaluationProgress>? progress, CancellationToken cancellation)
    {
        GeneratedImages images = sides.Generated;
        int k = classifier.Classes.Count, total = images.Labels.Count;
        string name = classifier.Name;
        var known = new ClassMap(classifier.Classes);
        // In random order: each part of the score must hold every class. Drawn in order all the same.
        var probabilities = new float[(long)total * k]; // [N, K]
        int[] all = [.. Enumerable.Range(0, total)];
        FeatureRows.Batches(images, all, (unit, done, count) =>
        {
            classifier.Classify(count, images.Shape, unit.Span, probabilities.AsSpan(done * k, count * k));
            progress?.Report(new EvaluationProgress("Classifying generated images", (done + count) / (double)total));
        }, cancellation);
        if (!PixelRange.IsFinite(probabilities))
            throw new GeneratorException("The classifier gives probabilities that are no numbers.", $"It is '{name}'.", "Give another classifier.");

        List<Figure> figures = [], classFigures = [];
        Figure Of(string metric, long count, double value, double? deviation = null, string? c = null) => new()
        {
            Metric = metric, Reference = "generatedImages", Count = count, Extractor = name, Value = value, Deviation = deviation, Class = c,
        };
        if (total >= Splits)
        {
            var mixed = new float[probabilities.Length];
            int[] order = Shuffle.Order(all, options.Seed, 0);
            for (int i = 0; i < total; i++) probabilities.AsSpan(order[i] * k, k).CopyTo(mixed.AsSpan(i * k));
            var (mean, deviation) = ClassifierScore.Of(mixed, k, Splits);
            figures.Add(Of(FormattableString.Invariant($"{(options.PublishedNetwork ? "inceptionScore" : "classifierScore")}{Splits}Splits"), total, mean,
                deviation));
        }

        int[] wanted = [.. sides.Classes.Select(known.IndexOf)];
        if (wanted.All(w => w < 0)) return (figures, classFigures);
        var matrix = new ConfusionMatrix(known);
        for (int i = 0; i < total; i++)
            if (wanted[images.Labels[i]] is >= 0 and int actual) matrix.Add(actual, CalibrationError.Highest(probabilities.AsSpan(i * k, k)));
        figures.Add(Of("ganTestMacroRecall", matrix.Images, matrix.MacroRecall));
        classFigures.AddRange(Enumerable.Range(0, known.Count).Where(c => matrix.Actual(c) > 0).Select(c =>
            Of("ganTestRecall", matrix.Actual(c), matrix.Recall(c)!.Value, null, known[c])));
        return (figures, classFigures);
    }
}
