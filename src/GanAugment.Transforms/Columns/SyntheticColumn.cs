using GanAugment.Transforms.Rows;
using Microsoft.ML;

namespace GanAugment.Transforms.Columns;

/// <summary>Gives the value of a synthetic row.</summary>
internal delegate void SyntheticGetter<T>(int row, ref T value);

/// <summary>The values of one column in synthetic rows.</summary>
internal abstract class SyntheticColumn
{
    /// <summary>Makes the getter of a cursor (a <see cref="ValueGetter{TValue}"/> of the column's raw type), which serves real and synthetic rows.</summary>
    public abstract Delegate Join(AugmentedCursor cursor, DataViewRow real);
}

/// <inheritdoc cref="SyntheticColumn"/>
internal abstract class SyntheticColumn<T>(int index) : SyntheticColumn
{
    protected int Index => index;

    public sealed override Delegate Join(AugmentedCursor cursor, DataViewRow real) => Join(cursor, real.GetGetter<T>(real.Schema[index]), Open());

    /// <summary>Makes a getter with buffers of its own: cursors run in parallel.</summary>
    protected abstract SyntheticGetter<T> Open();

    protected virtual ValueGetter<T> Join(AugmentedCursor cursor, ValueGetter<T> real, SyntheticGetter<T> synthetic) => (ref T value) =>
    {
        int row = cursor.Synthetic;
        if (row < 0) real(ref value);
        else synthetic(row, ref value);
    };
}
