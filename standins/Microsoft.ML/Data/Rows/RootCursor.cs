using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// Keeps the position: -1 before the first row and after the last.
internal abstract class RootCursor : DataViewRowCursor
{
    private long _position = -1;
    private bool _disposed;

    public sealed override long Position => _position;

    protected bool IsGood => _position >= 0;

    public sealed override bool MoveNext()
    {
        if (_disposed)
            return false;
        if (MoveNextCore())
        {
            _position++;
            return true;
        }

        Dispose();
        return false;
    }

    protected abstract bool MoveNextCore();

    protected void CheckGood() => Contracts.Check(IsGood, Getters.FetchValueStateError);

    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        _position = -1;
    }
}
