using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// Rows that were read in batches, perhaps by another thread.
internal abstract class BatchCursor(DataViewSchema schema, bool[] active) : RootCursor
{
    private RowBatch _batch = new(-1, []);
    private int _at;

    public sealed override long Batch => _batch.Number;

    public sealed override DataViewSchema Schema => schema;

    public sealed override bool IsColumnActive(DataViewSchema.Column column)
    {
        Contracts.CheckParam(column.Index < active.Length, nameof(column));
        return active[column.Index];
    }

    public sealed override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) =>
    {
        CheckGood();
        value = _batch.Rows[_at].Id;
    };

    public sealed override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        Contracts.CheckParam(IsColumnActive(column), nameof(column), "requested column not active");
        Getters.CheckType<TValue>(column);
        return (ref TValue value) =>
        {
            CheckGood();
            _batch.Rows[_at].Get(column.Index, ref value);
        };
    }

    protected static Exception Wrap(Exception inner)
        => Contracts.Mark(new InvalidOperationException("Splitter/consolidator worker encountered exception while consuming source data", inner));

    protected sealed override bool MoveNextCore()
    {
        if (++_at < _batch.Rows.Count)
            return true;
        if (NextBatch() is not { } next)
            return false;
        _batch = next;
        _at = 0;
        return true;
    }

    // Null at the end; batches are never empty.
    protected abstract RowBatch NextBatch();
}
