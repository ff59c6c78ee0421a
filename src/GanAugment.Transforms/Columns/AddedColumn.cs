using GanAugment.Transforms.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Transforms.Columns;

/// <summary>A scalar column that the data lacks: one value in all real rows, another in each synthetic one.</summary>
internal abstract class AddedColumn(string name, DataViewType type)
{
    public string Name => name;

    public DataViewType Type => type;

    /// <summary>A step that gives every row the value of real rows.</summary>
    /// <param name="catalog">The transforms catalog.</param>
    /// <param name="key">A key column with the values 1 and 2.</param>
    public abstract IEstimator<ITransformer> Constant(TransformsCatalog catalog, string key);

    /// <summary>The column in a view with synthetic rows.</summary>
    public abstract SyntheticColumn Fill(SyntheticImageStore images);
}

/// <inheritdoc cref="AddedColumn"/>
/// <typeparam name="T">The column's raw type.</typeparam>
/// <typeparam name="TMapped">The type that ML.NET's value mapping has for it.</typeparam>
internal sealed class AddedColumn<T, TMapped>(
    string name, DataViewType type, T real, TMapped mapped, Func<SyntheticImageStore, SyntheticGetter<T>> synthetic)
    : AddedColumn(name, type)
{
    public override IEstimator<ITransformer> Constant(TransformsCatalog catalog, string key) => catalog.Conversion.MapValue(
        Name, new Dictionary<uint, TMapped> { [0] = mapped, [1] = mapped, [2] = mapped }, key);

    public override SyntheticColumn Fill(SyntheticImageStore images) => new Filled(real, synthetic(images));

    private sealed class Filled(T real, SyntheticGetter<T> synthetic) : SyntheticColumn
    {
        public override Delegate Join(AugmentedCursor cursor, DataViewRow row) => (ValueGetter<T>)((ref T value) =>
        {
            int number = cursor.Synthetic;
            if (number < 0) value = real;
            else synthetic(number, ref value);
        });
    }
}
