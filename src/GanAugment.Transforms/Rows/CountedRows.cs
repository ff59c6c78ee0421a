using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Rows;

/// <summary>The rows of a view, each as many times as a table says: none, once, or repeated in its place.</summary>
internal sealed class CountedRows(IDataView source, IReadOnlyDictionary<DataViewRowId, int> counts, int otherwise) : IDataView
{
    public DataViewSchema Schema => source.Schema;

    public bool CanShuffle => source.CanShuffle;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(source.GetRowCursor(columnsNeeded, rand), counts, otherwise);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewRowCursor inner, IReadOnlyDictionary<DataViewRowId, int> counts, int otherwise) : DataViewRowCursor
    {
        private readonly ValueGetter<DataViewRowId> innerId = inner.GetIdGetter();
        private long position = -1;
        private int left;
        private int repeat;
        private bool ended;

        public override long Position => position;

        public override long Batch => 0;

        public override DataViewSchema Schema => inner.Schema;

        public override bool MoveNext()
        {
            if (ended) return false;
            repeat++;
            while (left == 0)
            {
                if (!inner.MoveNext())
                {
                    ended = true;
                    position = -1;
                    return false;
                }

                DataViewRowId id = default;
                innerId(ref id);
                left = counts.GetValueOrDefault(id, otherwise);
                repeat = 0;
            }

            left--;
            position++;
            return true;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => inner.IsColumnActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => inner.GetGetter<TValue>(column);

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) =>
        {
            innerId(ref id);
            if (repeat > 0) id = id.Combine(new DataViewRowId((ulong)repeat, 0));
        };

        protected override void Dispose(bool disposing)
        {
            ended = true;
            position = -1;
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
