using GanAugment.Data;

namespace GanAugment.Training.Tests;

/// <summary>Synthetic pictures that differ by class at a glance: bars lying, bars standing, squares.</summary>
internal static class Shapes
{
    public static LabelledImageSet Make(int[] perClass, int size = 28, int channels = 1, string origin = "shapes")
    {
        string[] names = ["lying", "standing", "square"];
        var shape = new ImageShape(channels, size, size);
        int[] labels = [.. perClass.SelectMany((count, c) => Enumerable.Repeat(c, count))];
        var pixels = new byte[labels.Length * shape.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            int at = 4 + i * 7 % (size / 2), thick = 3 + i % 3;
            for (int y = 2; y < size - 2; y++)
                for (int x = 2; x < size - 2; x++)
                {
                    bool inRow = y >= at && y < at + thick, inColumn = x >= at && x < at + thick;
                    bool ink = labels[i] switch { 0 => inRow, 1 => inColumn, _ => y >= at && y < at + 10 && x >= at && x < at + 10 };
                    if (!ink) continue;
                    for (int c = 0; c < channels; c++) pixels[(i * channels + c) * size * size + y * size + x] = (byte)(200 + 50 * (c == i % channels ? 1 : 0));
                }
        }

        return new LabelledImageSet(origin, shape, new ClassMap(names.Take(perClass.Length)), labels, pixels);
    }
}
