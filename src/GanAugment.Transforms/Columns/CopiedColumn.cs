using System.Reflection;
using GanAugment.Transforms.Rows;
using Microsoft.ML;

namespace GanAugment.Transforms.Columns;

/// <summary>A column that synthetic rows copy from a random real row of their class.</summary>
internal static class CopiedColumn
{
    private static readonly MethodInfo Create = typeof(CopiedColumn).GetMethod(nameof(Typed), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <param name="data">The real rows.</param>
    /// <param name="index">The column.</param>
    /// <param name="templates">The rows to copy from.</param>
    /// <param name="together">The columns that the same cursor copies.</param>
    public static SyntheticColumn Of(IDataView data, int index, TemplateRows templates, IReadOnlyList<int> together) =>
        (SyntheticColumn)Create.MakeGenericMethod(data.Schema[index].Type.RawType).Invoke(null, [data, index, templates, together])!;

    private static SyntheticColumn Typed<T>(IDataView data, int index, TemplateRows templates, IReadOnlyList<int> together) =>
        new Copied<T>(data, index, templates, together);

    private sealed class Copied<T>(IDataView data, int index, TemplateRows templates, IReadOnlyList<int> together) : SyntheticColumn<T>(index)
    {
        protected override SyntheticGetter<T> Open()
        {
            T[]? values = null;
            return (int row, ref T value) => CapturedValues.Copy((values ??= templates.Values<T>(data, Index, together))[templates.PlaceOf(row)], ref value);
        }
    }
}
