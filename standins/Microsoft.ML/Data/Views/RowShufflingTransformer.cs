using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// Draws rows at random from a pool that is kept full from the source, which is itself shuffled where it can be.
internal sealed class RowShufflingTransformer(IDataView source, int? seed, int poolSize, bool shuffleSource)
    : TransformView(CacheableColumns.Of(source))
{
    // Without a seed of its own every cursor of one view still gives the same order.
    private readonly int _seed = seed ?? new Random().Next();

    public override bool CanShuffle => true;

    public override DataViewSchema OutputSchema => Source.Schema;

    protected override bool MayReadAhead(bool[] active) => false;

    protected override DataViewRowCursor GetRowCursorCore(bool[] active, Random rand)
    {
        Random pool = rand ?? new TauswortheHybrid((uint)_seed);
        Random sourceRandom = shuffleSource ? new TauswortheHybrid(pool) : null;
        DataViewRowCursor input = Source.GetRowCursor(OutputSchema.Where(active), sourceRandom);
        return poolSize == 1 ? input : new Cursor(input, active, poolSize, pool);
    }

    private sealed class Cursor(DataViewRowCursor input, bool[] active, int poolSize, Random random) : RootCursor
    {
        private readonly List<RowBuffer> _pool = [];
        private readonly Func<RowBuffer> _read = RowBuffer.Reader(input);
        private bool _exhausted;
        private RowBuffer _current;

        public override long Batch => 0;

        public override DataViewSchema Schema => input.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column)
        {
            Contracts.CheckParam(column.Index < active.Length, nameof(column));
            return active[column.Index];
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) =>
        {
            CheckGood();
            value = _current.Id;
        };

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Contracts.CheckParam(IsColumnActive(column), nameof(column), "requested column not active");
            Getters.CheckType<TValue>(column);
            return (ref TValue value) =>
            {
                CheckGood();
                _current.Get(column.Index, ref value);
            };
        }

        protected override bool MoveNextCore()
        {
            while (!_exhausted && _pool.Count < poolSize)
            {
                _exhausted = !input.MoveNext();
                if (!_exhausted)
                    _pool.Add(_read());
            }

            if (_pool.Count == 0)
                return false;
            int drawn = random.Next(_pool.Count);
            _current = _pool[drawn];
            _pool[drawn] = _pool[^1];
            _pool.RemoveAt(_pool.Count - 1);
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            input.Dispose();
            base.Dispose(disposing);
        }
    }
}
