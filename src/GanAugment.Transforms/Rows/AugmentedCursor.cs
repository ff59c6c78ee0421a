using GanAugment.Transforms.Columns;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Rows;

/// <summary>Reads real and synthetic rows in one pass.</summary>
internal sealed class AugmentedCursor : DataViewRowCursor
{
    // Any constant that keeps synthetic row ids apart from real ones.
    private static readonly DataViewRowId SyntheticSalt = new(1, 0x47616E41);

    private readonly DataViewRowCursor real;
    private readonly RowOrder order;
    private readonly IDisposable reading;
    private readonly Delegate?[] getters;
    private long position = -1;
    private long realRead;
    private bool realEnded;
    private bool ended;
    private int synthetic = -1;
    private bool disposed;

    public AugmentedCursor(
        DataViewRowCursor real, DataViewSchema schema, RowOrder order, AugmentedColumns columns, IReadOnlyList<DataViewSchema.Column> active)
    {
        this.real = real;
        Schema = schema;
        this.order = order;
        reading = columns;
        getters = new Delegate?[schema.Count];
        foreach (DataViewSchema.Column column in active) getters[column.Index] = columns[column.Index].Join(this, real);
    }

    public override long Position => position;

    public override long Batch => 0;

    public override DataViewSchema Schema { get; }

    /// <summary>The synthetic row that the cursor stands on, or −1 on a real one.</summary>
    /// <exception cref="InvalidOperationException">The cursor stands on no row.</exception>
    public int Synthetic => position >= 0
        ? synthetic
        : throw new InvalidOperationException("Values cannot be fetched at this point: MoveNext was not called yet, or it returned false.");

    public override bool MoveNext()
    {
        if (ended) return false;
        synthetic = order.Next(realRead, realEnded);
        if (synthetic < 0 && !realEnded)
        {
            if (real.MoveNext())
            {
                realRead++;
            }
            else
            {
                realEnded = true;
                synthetic = order.Next(realRead, realEnded);
            }
        }

        ended = realEnded && synthetic < 0;
        position = ended ? -1 : position + 1;
        return !ended;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter()
    {
        ValueGetter<DataViewRowId> realId = real.GetIdGetter();
        return (ref DataViewRowId id) =>
        {
            int row = Synthetic;
            if (row >= 0)
            {
                id = new DataViewRowId((ulong)row, 0).Combine(SyntheticSalt);
                return;
            }

            realId(ref id);
            id = id.Combine(new DataViewRowId(0, 0));
        };
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < getters.Length && getters[column.Index] is not null;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column)) throw new ArgumentOutOfRangeException(nameof(column), $"The column '{column.Name}' is not active in this cursor.");
        return getters[column.Index] as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Invalid TValue in GetGetter: '{typeof(TValue)}', expected type: '{Schema[column.Index].Type.RawType}'.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !disposed)
        {
            disposed = true;
            ended = true;
            position = -1;
            reading.Dispose();
            real.Dispose();
        }

        base.Dispose(disposing);
    }
}
