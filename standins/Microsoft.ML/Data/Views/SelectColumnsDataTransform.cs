using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// Some columns of another view, in a given order.
internal sealed class SelectColumnsDataTransform : TransformView, IRowToRowMapper
{
    private readonly int[] _origins;

    public SelectColumnsDataTransform(IDataView source, int[] origins)
        : base(source)
    {
        _origins = origins;
        OutputSchema = origins.Select(index => new DataViewSchema.DetachedColumn(source.Schema[index])).ToSchema();
    }

    public DataViewSchema InputSchema => Source.Schema;

    public override DataViewSchema OutputSchema { get; }

    public override DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        bool[] active = columnsNeeded.ActiveIn(OutputSchema);
        return [.. Source.GetRowCursorSet(InputsFor(active), n, rand).Select(input => new Cursor(input, this, active))];
    }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
        => InputsFor(dependingColumns.ActiveIn(OutputSchema));

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) => new Row(input, this);

    protected override bool MayReadAhead(bool[] active) => false;

    protected override DataViewRowCursor GetRowCursorCore(bool[] active, Random rand)
        => new Cursor(Source.GetRowCursor(InputsFor(active), rand), this, active);

    private DataViewSchema.Column[] InputsFor(bool[] active)
    {
        HashSet<int> needed = [.. _origins.Where((_, i) => active[i])];
        return [.. InputSchema.Where(column => needed.Contains(column.Index))];
    }

    private sealed class Cursor(DataViewRowCursor input, SelectColumnsDataTransform view, bool[] active) : SynchronizedCursor(input)
    {
        public override DataViewSchema Schema => view.OutputSchema;

        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            => Input.GetGetter<TValue>(Input.Schema[view._origins[column.Index]]);
    }

    private sealed class Row(DataViewRow input, SelectColumnsDataTransform view) : WrappingRow(input)
    {
        public override DataViewSchema Schema => view.OutputSchema;

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            => Input.GetGetter<TValue>(Input.Schema[view._origins[column.Index]]);
    }
}
