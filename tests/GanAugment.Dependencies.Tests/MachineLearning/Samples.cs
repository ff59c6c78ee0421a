using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Dependencies.Tests.MachineLearning;

/// <summary>Small row classes and views that the tests share.</summary>
internal static class Samples
{
    /// <summary>Rows named a, b, c in turn, with two features that tell them apart.</summary>
    public static IDataView Load(MLContext ml, int rows = 12) => ml.Data.LoadFromEnumerable(Rows(rows));

    public static List<SampleRow> Rows(int rows)
        => [.. Enumerable.Range(0, rows).Select(i => new SampleRow { Name = "abc"[i % 3].ToString(), Weight = i, Features = [i % 3, i] })];

    public static List<T> Column<T>(IDataView view, string name)
    {
        DataViewSchema.Column column = view.Schema[name];
        using DataViewRowCursor cursor = view.GetRowCursor([column]);
        ValueGetter<T> getter = cursor.GetGetter<T>(column);
        var values = new List<T>();
        while (cursor.MoveNext())
        {
            T value = default!;
            getter(ref value);
            values.Add(value);
        }

        return values;
    }

    public static List<string> Texts(IDataView view, string name)
        => [.. Column<ReadOnlyMemory<char>>(view, name).Select(text => text.ToString())];
}

internal sealed class SampleRow
{
    public string Name { get; set; } = "";

    public float Weight { get; set; }

    [VectorType(2)]
    public float[] Features { get; set; } = [];
}
