using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

internal sealed class CacheDataView : IDataView
{
    public CacheDataView(IHostEnvironment env, IDataView input, int[] prefetch)
    {
    }

    public bool CanShuffle => true;

    public DataViewSchema Schema => throw new NotSupportedException();

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) => throw new NotSupportedException();

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) => throw new NotSupportedException();
}
