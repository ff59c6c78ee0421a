using GanAugment.Data;
using Microsoft.ML.Data;

namespace Pitfalls;

/// <summary>One image of a letter, 28×28 gray.</summary>
internal sealed class Letter
{
    [VectorType(28 * 28)]
    public float[] Pixels { get; set; } = [];

    public string Label { get; set; } = "";

    public static List<Letter> List(ILabelledImageSource images) => [.. Enumerable.Range(0, images.Labels.Count).Select(i =>
    {
        byte[] bytes = new byte[images.Shape.Length];
        images.Read(i, bytes);
        return new Letter { Pixels = Array.ConvertAll(bytes, level => (float)level), Label = images.Classes[images.Labels[i]] };
    })];
}
