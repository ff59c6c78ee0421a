using GanAugment.Data;

namespace GanAugment.Reporting;

/// <summary>Which of many classes an overview shows: all where they fit, else some at even distances, so that head and tail are among them.</summary>
public static class ShownClasses
{
    private const int FewestRows = 4, MostRows = 20;

    // Pictures are written again and again in training; larger ones take seconds and are looked at in parts anyway.
    private const int MostPixels = 8_000_000;

    /// <summary>The places of the shown ones in a list of classes.</summary>
    /// <param name="classes">How many there are.</param>
    /// <param name="shape">The shape of an image.</param>
    /// <param name="columns">Images per class.</param>
    public static int[] Of(int classes, ImageShape shape, int columns)
    {
        int rows = (int)Math.Clamp(MostPixels / ((long)columns * shape.PlaneLength), FewestRows, MostRows);
        if (classes <= rows) return [.. Enumerable.Range(0, classes)];
        return [.. Enumerable.Range(0, rows).Select(row => (int)((long)row * (classes - 1) / (rows - 1)))];
    }
}
