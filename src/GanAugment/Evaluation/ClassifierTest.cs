using GanAugment.Data;
using GanAugment.Filtering;

namespace GanAugment.Evaluation;

/// <summary>Tests a classifier on labelled images.</summary>
public static class ClassifierTest
{
    /// <summary>How often images of each class were taken for each class.</summary>
    /// <param name="classifier">The classifier; its classes and those of the images go together by name.</param>
    /// <param name="images">The images.</param>
    /// <param name="progress">Hears the share of images that are done, 0 … 1.</param>
    /// <param name="cancellation">Checked before every batch.</param>
    /// <returns>Over the classes of either side: those of the images first.</returns>
    /// <exception cref="DatasetException">There is no image.</exception>
    public static ConfusionMatrix Of(IImageClassifier classifier, ILabelledImageSource images, IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(images);
        int total = images.Labels.Count, k = classifier.Classes.Count;
        if (total == 0)
            throw new DatasetException("A classifier cannot be tested without images.", $"They are '{images.Origin}'.", "Give images of every class.");
        var classes = new ClassMap(images.Classes.Concat(classifier.Classes).Distinct());
        int[] own = [.. classifier.Classes.Select(classes.IndexOf)];
        var matrix = new ConfusionMatrix(classes);
        float[] probabilities = []; // [N, K]
        FeatureRows.Batches(images, [.. Enumerable.Range(0, total)], (unit, done, count) =>
        {
            if (probabilities.Length < count * k) probabilities = new float[count * k];
            classifier.Classify(count, images.Shape, unit.Span, probabilities.AsSpan(0, count * k));
            for (int i = 0; i < count; i++)
                matrix.Add(images.Labels[done + i], own[CalibrationError.Highest(probabilities.AsSpan(i * k, k))]);
            progress?.Report((double)(done + count) / total);
        }, cancellation);
        return matrix;
    }
}
