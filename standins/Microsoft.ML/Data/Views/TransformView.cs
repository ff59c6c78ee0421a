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

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => GetRowCursorCore(columnsNeeded.ActiveIn(OutputSchema), CanShuffle ? rand : null);

    public virtual DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursorCore(columnsNeeded.ActiveIn(OutputSchema), CanShuffle ? rand : null)];

    protected abstract DataViewRowCursor GetRowCursorCore(bool[] active, Random rand);
}
