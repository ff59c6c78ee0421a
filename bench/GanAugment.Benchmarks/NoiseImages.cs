using GanAugment.Data;

namespace GanAugment.Benchmarks;

/// <summary>Images whose content does not matter.</summary>
internal static class NoiseImages
{
    /// <summary>Ten classes of 28 × 28 grey noise.</summary>
    public static LabelledImageSet Make(int count) => Make(count, new ImageShape(1, 28, 28), 10);

    /// <summary>Noise of a shape.</summary>
    public static LabelledImageSet Make(int count, ImageShape shape, int classes)
    {
        var random = new Random(1);
        var pixels = new byte[count * shape.Length];
        random.NextBytes(pixels);
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % classes)];
        return new LabelledImageSet("noise", shape, new ClassMap(Enumerable.Range(0, classes).Select(c => $"class {c}")), labels, pixels);
    }
}
