namespace GanAugment.Transforms.Comparison;

/// <summary>Macro recall: the mean over classes of the share of their images that is recognised.</summary>
internal static class BalancedAccuracy
{
    /// <summary>Recall of every class, 0 … 1; NaN for a class without images.</summary>
    public static double[] Recalls(bool[] right, IReadOnlyList<int> labels, int classes)
    {
        var hits = new int[classes];
        var images = new int[classes];
        for (int i = 0; i < right.Length; i++)
        {
            images[labels[i]]++;
            if (right[i]) hits[labels[i]]++;
        }

        return [.. hits.Zip(images, (h, n) => n == 0 ? double.NaN : (double)h / n)];
    }

    /// <summary>The mean recall of the classes that have images, 0 … 1.</summary>
    public static double Of(bool[] right, IReadOnlyList<int> labels, int classes) => Recalls(right, labels, classes).Where(r => !double.IsNaN(r)).Average();

    /// <summary>The same of predicted classes.</summary>
    public static double Of(int[] predicted, IReadOnlyList<int> labels, int classes) => Of(Right(predicted, labels), labels, classes);

    /// <summary>Which images were taken for their own class.</summary>
    public static bool[] Right(int[] predicted, IReadOnlyList<int> labels) => [.. predicted.Select((c, i) => c == labels[i])];
}
