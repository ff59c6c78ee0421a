using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Dependencies.Tests.MachineLearning;

/// <summary>One row of a view as comparable values: vectors as lists of their items, images as their size and pixels.</summary>
internal sealed record RowSnapshot(DataViewRowId Id, long Position, long Batch, IReadOnlyDictionary<int, object> Values)
{
    /// <summary>Reads all rows with the given columns active.</summary>
    public static List<RowSnapshot> Read(IDataView view, IReadOnlyCollection<DataViewSchema.Column> columns)
    {
        using DataViewRowCursor cursor = view.GetRowCursor(columns);
        Assert.Same(view.Schema, cursor.Schema);
        return Read(cursor, columns);
    }

    /// <summary>Reads the rows that the cursor has left.</summary>
    public static List<RowSnapshot> Read(DataViewRowCursor cursor, IReadOnlyCollection<DataViewSchema.Column> columns)
    {
        (int Index, Func<object> Get)[] readers = [.. columns.Select(column => (column.Index, Reader(cursor, column)))];
        ValueGetter<DataViewRowId> id = cursor.GetIdGetter();
        var rows = new List<RowSnapshot>();
        while (cursor.MoveNext())
        {
            DataViewRowId value = default;
            id(ref value);
            rows.Add(new RowSnapshot(value, cursor.Position, cursor.Batch, readers.ToDictionary(reader => reader.Index, reader => reader.Get())));
        }

        return rows;
    }

    private static Func<object> Reader(DataViewRow row, DataViewSchema.Column column)
    {
        bool isVector = column.Type is VectorDataViewType;
        Type type = isVector ? column.Type.RawType.GetGenericArguments()[0] : column.Type.RawType;
        string name = isVector ? nameof(VectorReader) : nameof(ScalarReader);
        MethodInfo reader = typeof(RowSnapshot).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!;
        return (Func<object>)reader.MakeGenericMethod(type).Invoke(null, [row, column])!;
    }

    private static Func<object> ScalarReader<T>(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return Comparable(value!);
        };
    }

    private static Func<object> VectorReader<T>(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<VBuffer<T>> getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> value = default;
        return () =>
        {
            getter(ref value);
            return value.DenseValues().Select(item => Comparable(item!)).ToArray();
        };
    }

    private static object Comparable(object value) => value switch
    {
        ReadOnlyMemory<char> text => text.ToString(),
        MLImage image => (image.Width, image.Height, Convert.ToHexString(image.Pixels)),
        _ => value,
    };
}
