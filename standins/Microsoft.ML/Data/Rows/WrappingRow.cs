namespace Microsoft.ML.Data;

internal abstract class WrappingRow(DataViewRow input) : DataViewRow
{
    public sealed override long Position => Input.Position;

    public sealed override long Batch => Input.Batch;

    protected DataViewRow Input { get; } = input;

    public override ValueGetter<DataViewRowId> GetIdGetter() => Input.GetIdGetter();

    protected override void Dispose(bool disposing) => Input.Dispose();
}
