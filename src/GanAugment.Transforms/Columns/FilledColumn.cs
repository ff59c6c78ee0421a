using System.Reflection;
using GanAugment.Transforms.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Columns;

/// <summary>A column in which all synthetic rows have the same value.</summary>
internal static class FilledColumn
{
    private static readonly MethodInfo Create = typeof(FilledColumn).GetMethod(nameof(Typed), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <exception cref="OptionException">The value is none of the column's type.</exception>
    public static SyntheticColumn Of(DataViewSchema.Column column, ColumnFill fill)
    {
        object? value = fill is ColumnFill.Fixed { Given: var given } ? ColumnValue.Of(column, given) : ColumnValue.Missing(column.Type);
        return (SyntheticColumn)Create.MakeGenericMethod(column.Type.RawType).Invoke(null, [column.Index, value])!;
    }

    private static SyntheticColumn Typed<T>(int index, T value) => new Filled<T>(index, value);

    private sealed class Filled<T>(int index, T filled) : SyntheticColumn<T>(index)
    {
        // A copy: readers own the buffers that they are given.
        protected override SyntheticGetter<T> Open() => (int _, ref T value) => CapturedValues.Copy(filled, ref value);
    }
}
