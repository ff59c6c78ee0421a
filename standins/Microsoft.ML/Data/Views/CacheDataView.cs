using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// Keeps columns in memory once they are first asked for, reading the source in order. Rows are numbered anew.
internal sealed class CacheDataView : IDataView
{
    private readonly IDataView _source;
    private readonly Column[] _columns;
    private readonly object _lock = new();
    private long _rowCount;

    public CacheDataView(IHostEnvironment env, IDataView input, int[] prefetch)
    {
        Contracts.CheckValue(env, nameof(env));
        Contracts.CheckValue(input, nameof(input));
        _source = CacheableColumns.Of(input);
        _columns = new Column[_source.Schema.Count];
        _rowCount = _source.GetRowCount() ?? -1;
        foreach (int index in prefetch)
        {
            DataViewSchema.Column column = input.Schema[index];
            Contracts.Check(
                column.Type.IsCacheable(), $"Asked to prefetch column '{column.Name}' into cache, but it is of unhandled type '{column.Type}'");
        }

        if (prefetch.Length > 0)
            Fill([.. prefetch.Select(index => _source.Schema[input.Schema[index].Name])]);
    }

    public bool CanShuffle => true;

    public DataViewSchema Schema => _source.Schema;

    public long? GetRowCount() => _rowCount < 0 ? null : _rowCount;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        bool[] active = columnsNeeded.ActiveIn(Schema);
        Fill([.. Schema.Where(active)]);
        int[] order = null;
        if (rand is not null)
        {
            order = [.. Enumerable.Range(0, (int)_rowCount)];
            rand.Shuffle(order);
        }

        return new Cursor(this, active, order);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private void Fill(DataViewSchema.Column[] wanted)
    {
        lock (_lock)
        {
            DataViewSchema.Column[] missing = [.. wanted.Where(column => _columns[column.Index] is null)];
            if (missing.Length == 0 && _rowCount >= 0)
                return;
            using DataViewRowCursor cursor = _source.GetRowCursor(missing);
            Column[] filled =
            [
                .. missing.Select(column => RawTypes.Invoke<Column>(typeof(CacheDataView), nameof(MakeColumn), [column.Type.RawType], cursor, column)),
            ];
            long rows = 0;
            for (; cursor.MoveNext(); rows++)
            {
                foreach (Column column in filled)
                    column.Append();
            }

            _rowCount = rows;
            for (int i = 0; i < missing.Length; i++)
                _columns[missing[i].Index] = filled[i];
        }
    }

    private static Column MakeColumn<TValue>(DataViewRowCursor cursor, DataViewSchema.Column column)
        => new Column<TValue>(cursor.GetGetter<TValue>(column));

    private abstract class Column
    {
        public abstract void Append();
    }

    private sealed class Column<TValue>(ValueGetter<TValue> getter) : Column
    {
        private readonly List<TValue> _values = [];

        public override void Append()
        {
            TValue value = default;
            getter(ref value);
            _values.Add(value);
        }

        public void CopyTo(long row, ref TValue value) => ValueCopy<TValue>.Copy(_values[(int)row], ref value);
    }

    private sealed class Cursor(CacheDataView view, bool[] active, int[] order) : RootCursor
    {
        public override long Batch => 0;

        public override DataViewSchema Schema => view.Schema;

        private long Row => order is null ? Position : order[Position];

        public override bool IsColumnActive(DataViewSchema.Column column)
        {
            Contracts.CheckParam(column.Index < active.Length, nameof(column));
            return active[column.Index];
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) =>
        {
            CheckGood();
            value = new DataViewRowId((ulong)Row, 0);
        };

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Contracts.CheckParam(IsColumnActive(column), nameof(column), "requested column not active");
            Getters.CheckType<TValue>(column);
            var held = (Column<TValue>)view._columns[column.Index];
            return (ref TValue value) =>
            {
                CheckGood();
                held.CopyTo(Row, ref value);
            };
        }

        protected override bool MoveNextCore() => Position + 1 < view._rowCount;
    }
}
