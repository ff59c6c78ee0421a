using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Dependencies.Tests;

/// <summary>All values of a column.</summary>
internal static class ColumnValues
{
    public static List<T> Scalars<T>(this IDataView view, string column)
    {
        var values = new List<T>();
        using var cursor = view.GetRowCursor([view.Schema[column]]);
        var getter = cursor.GetGetter<T>(view.Schema[column]);
        while (cursor.MoveNext())
        {
            T value = default!;
            getter(ref value);
            values.Add(value);
        }

        return values;
    }

    public static List<T[]> Vectors<T>(this IDataView view, string column) => [.. view.Scalars<VBuffer<T>>(column).Select(row => row.DenseValues().ToArray())];
}
