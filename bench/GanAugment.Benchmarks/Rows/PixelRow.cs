using Microsoft.ML.Data;

namespace GanAugment.Benchmarks.Rows;

/// <summary>A real row.</summary>
internal sealed class PixelRow
{
    public const int Side = 28, Length = Side * Side;

    [VectorType(Length)]
    public float[] Pixels { get; set; } = [.. Enumerable.Range(0, Length).Select(i => (float)(i % 256))];

    public string Label { get; set; } = "";

    /// <summary>As many rows as wanted, classes by turns.</summary>
    public static List<PixelRow> List(int count, params string[] classes) =>
        [.. Enumerable.Range(0, count).Select(i => new PixelRow { Label = classes[i % classes.Length] })];
}
