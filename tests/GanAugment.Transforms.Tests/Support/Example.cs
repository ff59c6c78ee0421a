using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Tests.Support;

/// <summary>A training row: a flat gray image of 4×4 and columns beside it.</summary>
internal sealed class Example
{
    public static readonly string[] Classes = ["a", "b", "c"];

    [VectorType(16)]
    public float[] Pixels { get; set; } = [];

    public string Label { get; set; } = "";

    public float Weight { get; set; }

    public string Name { get; set; } = "";

    /// <summary>Real rows, classes mixed; row i of the data has the name r{i} and the weight i.</summary>
    public static List<Example> List(params int[] perClass)
    {
        var random = new Random(7);
        List<Example> rows = [.. perClass.SelectMany((count, c) => Enumerable.Range(0, count).Select(_ => new Example
        {
            Label = Classes[c],
            Pixels = [.. Enumerable.Range(0, 16).Select(_ => (float)Math.Clamp((c + 1) * 64 + random.Next(-30, 31), 0, 255))],
        }))];
        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows));
        for (int i = 0; i < rows.Count; i++) (rows[i].Name, rows[i].Weight) = ($"r{i}", i);
        return rows;
    }

    public static IDataView View(MLContext context, params int[] perClass) => context.Data.LoadFromEnumerable(List(perClass));
}
