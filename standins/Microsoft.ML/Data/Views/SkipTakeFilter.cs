namespace Microsoft.ML.Data;

internal sealed class SkipTakeFilter(IDataView source, long skip, long take) : TransformView(source)
{
    public override bool CanShuffle => false;

    public override DataViewSchema OutputSchema => Source.Schema;

    public override long? GetRowCount()
        => take == 0 ? 0 : Source.GetRowCount() is { } count ? Math.Min(Math.Max(0, count - skip), take) : null;

    protected override bool MayReadAhead(bool[] active) => false;

    protected override DataViewRowCursor GetRowCursorCore(bool[] active, Random rand)
        => new Cursor(Source.GetRowCursor(OutputSchema.Where(active)), OutputSchema, active, skip, take);

    private sealed class Cursor(DataViewRowCursor input, DataViewSchema schema, bool[] active, long skip, long take)
        : LinkedRootCursor(input, schema, active)
    {
        private long _toSkip = skip;
        private long _toTake = take;

        public override long Batch => 0;

        protected override bool MoveNextCore()
        {
            if (_toTake-- <= 0)
                return false;
            for (; _toSkip > 0; _toSkip--)
            {
                if (!Input.MoveNext())
                    return false;
            }

            return Input.MoveNext();
        }
    }
}
