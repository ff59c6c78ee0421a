namespace GanAugment.Data;

/// <summary>Counts images per class.</summary>
public static class ClassCounts
{
    /// <summary>The number of images of every class, in class order; 0 for a class without images.</summary>
    public static int[] CountPerClass(this ILabelledImageSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var counts = new int[source.Classes.Count];
        foreach (int label in source.Labels) counts[label]++;
        return counts;
    }
}
