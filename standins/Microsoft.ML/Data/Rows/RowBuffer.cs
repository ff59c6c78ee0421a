namespace Microsoft.ML.Data;

// Copies of the values of one row, to be read after its cursor has moved on.
internal sealed class RowBuffer
{
    private readonly ColumnBuffer[] _columns;

    private RowBuffer(ColumnBuffer[] columns)
    {
        _columns = columns;
    }

    public DataViewRowId Id { get; private set; }

    // Reads the active columns of a cursor into a new buffer on every call.
    public static Func<RowBuffer> Reader(DataViewRowCursor cursor)
    {
        Func<ColumnBuffer>[] readers =
        [
            .. cursor.Schema.Select(column => cursor.IsColumnActive(column)
                ? RawTypes.Invoke<Func<ColumnBuffer>>(typeof(RowBuffer), nameof(ReaderOf), [column.Type.RawType], cursor, column)
                : null),
        ];
        ValueGetter<DataViewRowId> id = cursor.GetIdGetter();
        return () =>
        {
            var row = new RowBuffer([.. readers.Select(read => read?.Invoke())]);
            DataViewRowId value = default;
            id(ref value);
            row.Id = value;
            return row;
        };
    }

    public void Get<TValue>(int column, ref TValue value) => ((ColumnBuffer<TValue>)_columns[column]).CopyTo(ref value);

    private static Func<ColumnBuffer> ReaderOf<TValue>(DataViewRowCursor cursor, DataViewSchema.Column column)
    {
        ValueGetter<TValue> getter = cursor.GetGetter<TValue>(column);
        return () =>
        {
            TValue value = default;
            getter(ref value);
            return new ColumnBuffer<TValue>(value);
        };
    }

    private abstract class ColumnBuffer;

    private sealed class ColumnBuffer<TValue>(TValue held) : ColumnBuffer
    {
        public void CopyTo(ref TValue value) => ValueCopy<TValue>.Copy(held, ref value);
    }
}
