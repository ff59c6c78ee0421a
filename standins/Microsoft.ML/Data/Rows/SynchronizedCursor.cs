namespace Microsoft.ML.Data;

// Moves with another cursor row by row; position, batch and id are those of the other.
internal abstract class SynchronizedCursor : DataViewRowCursor
{
    private readonly DataViewRowCursor _root;

    protected SynchronizedCursor(DataViewRowCursor input)
    {
        Input = input;
        _root = input is SynchronizedCursor inner ? inner._root : input;
    }

    public sealed override long Position => _root.Position;

    public sealed override long Batch => _root.Batch;

    protected DataViewRowCursor Input { get; }

    public sealed override bool MoveNext() => _root.MoveNext();

    public sealed override ValueGetter<DataViewRowId> GetIdGetter() => Input.GetIdGetter();

    protected override void Dispose(bool disposing) => Input.Dispose();
}
