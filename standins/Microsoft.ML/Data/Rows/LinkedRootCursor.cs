using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// Passes some rows of another cursor, its columns unchanged.
internal abstract class LinkedRootCursor(DataViewRowCursor input, DataViewSchema schema, bool[] active) : RootCursor
{
    public override long Batch => Input.Batch;

    public override DataViewSchema Schema => schema;

    protected DataViewRowCursor Input { get; } = input;

    public override bool IsColumnActive(DataViewSchema.Column column)
    {
        Contracts.Check(column.Index < active.Length);
        return active[column.Index];
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => Input.GetIdGetter();

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        Contracts.Check(IsColumnActive(column));
        return Input.GetGetter<TValue>(column);
    }

    protected override void Dispose(bool disposing)
    {
        Input.Dispose();
        base.Dispose(disposing);
    }
}
