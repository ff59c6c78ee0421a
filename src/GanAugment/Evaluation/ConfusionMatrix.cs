using GanAugment.Data;

namespace GanAugment.Evaluation;

/// <summary>How often images of each class were taken for each class, and what follows from the counts.</summary>
/// <remarks>Means over classes (macro) are over the classes that have images, so that two classifiers judged on the same images are averaged over the same
/// classes. All shares are 0 … 1.</remarks>
public sealed class ConfusionMatrix
{
    private readonly long[] counts; // [actual, predicted], row by row

    /// <summary>Begins with no image.</summary>
    /// <param name="classes">The classes, rows and columns alike.</param>
    public ConfusionMatrix(ClassMap classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        Classes = classes;
        counts = new long[classes.Count * classes.Count];
    }

    /// <summary>The classes.</summary>
    public ClassMap Classes { get; }

    /// <summary>How many images were counted.</summary>
    public long Images { get; private set; }

    /// <summary>How many images of one class were taken for another.</summary>
    /// <param name="actual">The class they are of.</param>
    /// <param name="predicted">The class they were taken for.</param>
    public long this[int actual, int predicted] => counts[Place(actual, predicted)];

    /// <summary>The recall of every class, in class order; null for a class without images.</summary>
    public IReadOnlyList<double?> Recalls => [.. Enumerable.Range(0, Classes.Count).Select(Recall)];

    /// <summary>The share of images that were taken for their own class; NaN without images.</summary>
    public double Accuracy => (double)Enumerable.Range(0, Classes.Count).Sum(c => this[c, c]) / Images;

    /// <summary>The mean recall of the classes that have images: macro recall, which is balanced accuracy. NaN without images.</summary>
    public double MacroRecall => Mean(Recall);

    /// <summary>The mean F1 of the classes that have images (van Rijsbergen 1979). NaN without images.</summary>
    /// <remarks>Where a class has no test image, scikit-learn counts it with 0 as soon as one image was taken for it; here it never counts.</remarks>
    public double MacroF1 => Mean(F1);

    /// <summary>Counts pairs.</summary>
    /// <param name="actual">The class of every image.</param>
    /// <param name="predicted">The class that it was taken for.</param>
    /// <param name="classes">The classes.</param>
    /// <exception cref="ArgumentException">The lists differ in length, or an index is no class.</exception>
    public static ConfusionMatrix Of(IReadOnlyList<int> actual, IReadOnlyList<int> predicted, ClassMap classes)
    {
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(predicted);
        if (actual.Count != predicted.Count)
            throw new ArgumentException($"{actual.Count} images have {predicted.Count} predictions.", nameof(predicted));
        var matrix = new ConfusionMatrix(classes);
        for (int i = 0; i < actual.Count; i++) matrix.Add(actual[i], predicted[i]);
        return matrix;
    }

    /// <summary>Counts one image.</summary>
    /// <param name="actual">The class it is of.</param>
    /// <param name="predicted">The class it was taken for.</param>
    public void Add(int actual, int predicted)
    {
        counts[Place(actual, predicted)]++;
        Images++;
    }

    /// <summary>How many images are of a class.</summary>
    public long Actual(int c) => Enumerable.Range(0, Classes.Count).Sum(other => this[c, other]);

    /// <summary>How many images were taken for a class.</summary>
    public long Predicted(int c) => Enumerable.Range(0, Classes.Count).Sum(other => this[other, c]);

    /// <summary>The share of a class's images that were taken for it; null without images.</summary>
    public double? Recall(int c) => Ratio(this[c, c], Actual(c));

    /// <summary>The share of the images taken for a class that are of it; null when none was.</summary>
    public double? Precision(int c) => Ratio(this[c, c], Predicted(c));

    /// <summary>The harmonic mean of precision and recall, 0 where no image was taken for the class; null without images.</summary>
    public double? F1(int c) => Actual(c) == 0 ? null : 2.0 * this[c, c] / (Actual(c) + Predicted(c));

    /// <summary>The share of a class's images that were taken for another class; null without images.</summary>
    public double? Share(int actual, int predicted) => Ratio(this[actual, predicted], Actual(actual));

    private double Mean(Func<int, double?> of) => Enumerable.Range(0, Classes.Count).Select(of).Average() ?? double.NaN;

    private static double? Ratio(long part, long whole) => whole == 0 ? null : (double)part / whole;

    private int Place(int actual, int predicted)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(actual);
        ArgumentOutOfRangeException.ThrowIfNegative(predicted);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(actual, Classes.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(predicted, Classes.Count);
        return actual * Classes.Count + predicted;
    }
}
