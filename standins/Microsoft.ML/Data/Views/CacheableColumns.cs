namespace Microsoft.ML.Data;

// The columns of a view that can be held in memory; others (images) are left out, and the view is no longer a row-to-row mapper.
internal sealed class CacheableColumns : TransformView
{
    private readonly int[] _origins;

    private CacheableColumns(IDataView source, int[] origins)
        : base(source)
    {
        _origins = origins;
        OutputSchema = origins.Select(index => new DataViewSchema.DetachedColumn(source.Schema[index])).ToSchema();
    }

    public override DataViewSchema OutputSchema { get; }

    public static IDataView Of(IDataView view)
        => view.Schema.All(column => column.Type.IsCacheable())
            ? view
            : new CacheableColumns(view, [.. view.Schema.Where(column => column.Type.IsCacheable()).Select(column => column.Index)]);

    protected override bool MayReadAhead(bool[] active) => false;

    protected override DataViewRowCursor GetRowCursorCore(bool[] active, Random rand)
    {
        HashSet<int> needed = [.. _origins.Where((_, i) => active[i])];
        return new Cursor(Source.GetRowCursor(Source.Schema.Where(column => needed.Contains(column.Index)), rand), this, active);
    }

    private sealed class Cursor(DataViewRowCursor input, CacheableColumns view, bool[] active) : SynchronizedCursor(input)
    {
        public override DataViewSchema Schema => view.OutputSchema;

        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            => Input.GetGetter<TValue>(Input.Schema[view._origins[column.Index]]);
    }
}
