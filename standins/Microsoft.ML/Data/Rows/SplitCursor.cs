namespace Microsoft.ML.Data;

// One of several cursors that share the rows of a single one, each taking the next batch when it needs one. They may run on different threads.
internal sealed class SplitCursor : BatchCursor
{
    private readonly Source _source;

    private SplitCursor(Source source, DataViewSchema schema, bool[] active)
        : base(schema, active)
    {
        _source = source;
    }

    // Values of columns that cannot be held in memory cannot be shared out.
    public static DataViewRowCursor[] Split(DataViewRowCursor input, int count)
    {
        if (count <= 1 || input.Schema.Any(column => input.IsColumnActive(column) && !column.Type.IsCacheable()))
            return [input];
        bool[] active = [.. input.Schema.Select(input.IsColumnActive)];
        var source = new Source(input, count);
        return [.. Enumerable.Range(0, count).Select(_ => new SplitCursor(source, input.Schema, active))];
    }

    protected override RowBatch NextBatch() => _source.Next();

    protected override void Dispose(bool disposing)
    {
        _source.Release();
        base.Dispose(disposing);
    }

    private sealed class Source(DataViewRowCursor input, int users)
    {
        private readonly Func<RowBuffer> _read = RowBuffer.Reader(input);
        private int _users = users;
        private long _batches;
        private Exception _failure;

        public RowBatch Next()
        {
            lock (input)
            {
                if (_failure is not null)
                    throw Wrap(_failure);
                try
                {
                    var rows = new List<RowBuffer>(RowBatch.Size);
                    while (rows.Count < RowBatch.Size && input.MoveNext())
                        rows.Add(_read());
                    return rows.Count == 0 ? null : new RowBatch(_batches++, rows);
                }
                catch (Exception failure)
                {
                    _failure = failure;
                    throw Wrap(failure);
                }
            }
        }

        public void Release()
        {
            if (Interlocked.Decrement(ref _users) != 0)
                return;
            lock (input)
                input.Dispose();
        }
    }
}
