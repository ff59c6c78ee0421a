namespace Microsoft.ML.Data;

// Rows of another view for which a test of some columns holds. No row-to-row mapper: that is how splits of one view differ at the bottom.
internal abstract class FilterView(IDataView source, params int[] tested) : TransformView(source)
{
    public override DataViewSchema OutputSchema => Source.Schema;

    public override long? GetRowCount() => null;

    public override DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        bool[] active = columnsNeeded.ActiveIn(OutputSchema);
        return [.. Source.GetRowCursorSet(InputsFor(active), n, CanShuffle ? rand : null).Select(input => new Cursor(this, input, active))];
    }

    protected override DataViewRowCursor GetRowCursorCore(bool[] active, Random rand)
        => new Cursor(this, Source.GetRowCursor(InputsFor(active), rand), active);

    // Tells of the current row of the cursor whether it stays.
    protected abstract Func<bool> MakeTest(DataViewRow row);

    private DataViewSchema.Column[] InputsFor(bool[] active)
        => [.. OutputSchema.Where(column => active[column.Index] || tested.Contains(column.Index))];

    private sealed class Cursor : LinkedRootCursor
    {
        private readonly Func<bool> _accepts;

        public Cursor(FilterView view, DataViewRowCursor input, bool[] active)
            : base(input, view.OutputSchema, active)
        {
            _accepts = view.MakeTest(input);
        }

        protected override bool MoveNextCore()
        {
            while (Input.MoveNext())
            {
                if (_accepts())
                    return true;
            }

            return false;
        }
    }
}
