using GanAugment.Data;

namespace GanAugment.Benchmarks;

/// <summary>Images whose content does not matter: ten classes of 28 × 28 grey noise.</summary>
internal static class NoiseImages
{
    public static LabelledImageSet Make(int count)
    {
        var random = new Random(1);
        var shape = new ImageShape(1, 28, 28);
        var pixels = new byte[count * shape.Length];
        random.NextBytes(pixels);
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % 10)];
        return new LabelledImageSet("noise", shape, new ClassMap(Enumerable.Range(0, 10).Select(c => $"class {c}")), labels, pixels);
    }
}
