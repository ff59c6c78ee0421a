using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// A view over another one. The property is public on purpose: so it is on the types replaced.
internal abstract class TransformView : IDataView
{
    protected TransformView(IDataView source)
    {
        Contracts.CheckValue(source, "input");
        Source = source;
    }

    public IDataView Source { get; }

    public virtual bool CanShuffle => Source.CanShuffle;

    DataViewSchema IDataView.Schema => OutputSchema;

    public abstract DataViewSchema OutputSchema { get; }

    public virtual long? GetRowCount() => Source.GetRowCount();

    // Where columns are computed, rows are read ahead by several threads and come back in order, unless an active column cannot be held in memory.
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        DataViewSchema.Column[] needed = [.. columnsNeeded ?? []];
        Random used = CanShuffle ? rand : null;
        return MayReadAhead(needed.ActiveIn(OutputSchema)) && needed.All(column => column.Type.IsCacheable())
            ? ConsolidatedCursor.Join(GetRowCursorSet(needed, Threads, used))
            : GetRowCursorCore(needed.ActiveIn(OutputSchema), used);
    }

    public virtual DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursorCore(columnsNeeded.ActiveIn(OutputSchema), CanShuffle ? rand : null)];

    protected static int Threads => Math.Max(2, Environment.ProcessorCount - 1);

    protected virtual bool MayReadAhead(bool[] active) => true;

    protected abstract DataViewRowCursor GetRowCursorCore(bool[] active, Random rand);
}
