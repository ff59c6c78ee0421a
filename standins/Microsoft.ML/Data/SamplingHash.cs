using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// Hashes a column to a key of 30 bits, so that rows with the same value fall on the same side of a split.
internal static class SamplingHash
{
    public const int DefaultSeed = 314489979;

    private const int Bits = 30;

    public static IRowMapper Mapper(DataViewSchema.Column key, string name, uint seed)
    {
        var column = new DataViewSchema.DetachedColumn(name, new KeyDataViewType(typeof(uint), 1UL << Bits));
        return new ColumnMapper([new MappedColumn(column, [key.Index], row => MakeGetter(row, row.Schema[key.Index], seed))]);
    }

    private static ValueGetter<uint> MakeGetter(DataViewRow row, DataViewSchema.Column key, uint seed)
        => RawTypes.Invoke<ValueGetter<uint>>(
            typeof(SamplingHash), key.Type is VectorDataViewType ? nameof(OfVector) : nameof(OfScalar), [key.Type.ItemType().RawType], row, key, seed);

    private static ValueGetter<uint> OfScalar<TValue>(DataViewRow row, DataViewSchema.Column key, uint seed)
    {
        ValueGetter<TValue> getter = row.GetGetter<TValue>(key);
        TValue current = default;
        return (ref uint value) =>
        {
            getter(ref current);
            value = (Hash(seed, current) & ((1u << Bits) - 1)) + 1;
        };
    }

    private static ValueGetter<uint> OfVector<TItem>(DataViewRow row, DataViewSchema.Column key, uint seed)
    {
        ValueGetter<VBuffer<TItem>> getter = row.GetGetter<VBuffer<TItem>>(key);
        VBuffer<TItem> current = default;
        return (ref uint value) =>
        {
            getter(ref current);
            value = (current.DenseValues().Aggregate(seed, Hash) & ((1u << Bits) - 1)) + 1;
        };
    }

    private static uint Hash<TValue>(uint seed, TValue value) => value switch
    {
        ReadOnlyMemory<char> text => Murmur.Hash(seed, text.Span),
        IConvertible number => Murmur.Hash(seed, number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        _ => Murmur.Hash(seed, value.ToString()),
    };
}
