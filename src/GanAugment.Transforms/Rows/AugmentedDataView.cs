using Microsoft.ML;

namespace GanAugment.Transforms.Rows;

/// <summary>A view with synthetic rows among the rows of another. Reading it is lazy: images are made only for a cursor that asks for the image
/// column.</summary>
internal sealed class AugmentedDataView : IDataView
{
    private readonly IDataView source;
    private readonly IDataView real;
    private readonly Augmentation augmentation;
    private readonly Action? onFirstCursor;
    private int cursors;

    public AugmentedDataView(IDataView source, Augmentation augmentation, Action? onFirstCursor)
    {
        this.source = source;
        real = augmentation.Real(source);
        this.augmentation = augmentation;
        this.onFirstCursor = onFirstCursor;
        Schema = augmentation.Extend(source.Schema);
    }

    /// <summary>The source's own schema where no column is added, so that hidden columns and annotations stay.</summary>
    public DataViewSchema Schema { get; }

    public bool CanShuffle => source.CanShuffle;

    // Counted when the rows were planned, also where the source does not know.
    public long? GetRowCount() => (real.GetRowCount() ?? augmentation.RealRows) + augmentation.Rows.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        if (Interlocked.Exchange(ref cursors, 1) == 0) onFirstCursor?.Invoke();
        DataViewSchema.Column[] active = [.. columnsNeeded.DistinctBy(column => column.Index)];
        RowOrder order;
        if (rand is not null && CanShuffle)
        {
            // A generator of its own: the source draws from the other as it goes.
            order = RowOrder.Shuffled(augmentation.RealRows, augmentation.Rows.Count, new Random(rand.Next()));
        }
        else
        {
            order = RowOrder.Of(augmentation.Placement, augmentation.RealRows, augmentation.Rows.Count);
            rand = null;
        }

        AugmentedColumns columns = augmentation.Open(source, active);
        try
        {
            IEnumerable<DataViewSchema.Column> theirs = active.Where(column => column.Index < source.Schema.Count)
                .Select(column => source.Schema[column.Index]);
            return new AugmentedCursor(real.GetRowCursor(theirs, rand), Schema, order, columns, active);
        }
        catch
        {
            columns.Dispose();
            throw;
        }
    }

    // One cursor is a legal set: ML.NET's own views split the rows of a cursor further where they can.
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
