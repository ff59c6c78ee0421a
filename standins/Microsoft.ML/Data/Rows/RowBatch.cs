namespace Microsoft.ML.Data;

// Consecutive rows with the number by which their order among cursors of a set can be recovered.
internal sealed record RowBatch(long Number, IReadOnlyList<RowBuffer> Rows)
{
    public const int Size = 64;
}
