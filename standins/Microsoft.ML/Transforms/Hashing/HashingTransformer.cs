using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class HashingTransformer : OneToOneTransformerBase
{
    internal const string Expected = "Expected Single, Byte or Text, or vectors of them";

    private readonly HashingEstimator.ColumnOptions[] _columns;

    internal HashingTransformer(IHostEnvironment env, HashingEstimator.ColumnOptions[] columns)
        : base(env.Register(nameof(HashingTransformer)), [.. columns.Select(column => (column.Name, column.InputColumnName))])
    {
        _columns = columns;
    }

    private HashingTransformer(IHost host, ModelLoadContext ctx)
        : base(host, ctx)
    {
        _columns = [.. ColumnPairs.Select(pair => new HashingEstimator.ColumnOptions(
            pair.Output, pair.Input, ctx.Reader.ReadInt32(), ctx.Reader.ReadUInt32(), combine: ctx.Reader.ReadBoolean()))];
    }

    internal static ITransformer Load(IHostEnvironment env, ModelLoadContext ctx) => new HashingTransformer(env.Register(nameof(HashingTransformer)), ctx);

    internal static bool CanHash(DataViewType type)
        => type.Equals(NumberDataViewType.Single) || type.Equals(NumberDataViewType.Byte) || type is TextDataViewType;

    private protected override MappedColumn Map(DataViewSchema inputSchema, int pair, DataViewSchema.Column input)
    {
        HashingEstimator.ColumnOptions options = _columns[pair];
        if (!CanHash(input.Type.ItemType()))
            throw Host.ExceptParam(nameof(inputSchema), Expected);
        var key = new KeyDataViewType(typeof(uint), 1UL << options.NumberOfBits);
        DataViewType type = input.Type is VectorDataViewType vector && !options.Combine ? new VectorDataViewType(key, vector.Size) : key;
        var annotations = new DataViewSchema.Annotations.Builder();
        if (type.IsKnownSizeVector())
            annotations.Add(input.Annotations, kind => kind == AnnotationKinds.SlotNames);
        return new MappedColumn(
            new DataViewSchema.DetachedColumn(options.Name, type, annotations.ToAnnotations()),
            [input.Index],
            row => Getter(row, row.Schema[input.Index], options));
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(HashingTransformer));
        SaveColumns(ctx);
        foreach (HashingEstimator.ColumnOptions column in _columns)
        {
            ctx.Writer.Write(column.NumberOfBits);
            ctx.Writer.Write(column.Seed);
            ctx.Writer.Write(column.Combine);
        }
    }

    private static Delegate Getter(DataViewRow row, DataViewSchema.Column column, HashingEstimator.ColumnOptions options)
    {
        Type raw = column.Type.ItemType().RawType;
        if (raw == typeof(ReadOnlyMemory<char>))
        {
            if (column.Type is VectorDataViewType)
                throw Contracts.ExceptNotSupported("Vectors of texts cannot be hashed");
            ValueGetter<ReadOnlyMemory<char>> getText = row.GetGetter<ReadOnlyMemory<char>>(column);
            ReadOnlyMemory<char> text = default;
            return (ValueGetter<uint>)((ref uint value) =>
            {
                getText(ref text);
                value = text.IsEmpty ? 0 : Key(MurmurHash.Of(text, options.Seed));
            });
        }

        // A value is one block of four bytes; what is missing has no hash, and makes the hash of its vector missing.
        return raw == typeof(float)
            ? Numbers<float>(value => float.IsNaN(value) ? null : value == 0 ? 0 : BitConverter.SingleToUInt32Bits(value))
            : Numbers<byte>(value => value);

        uint Key(uint hash) => (hash & ((1U << options.NumberOfBits) - 1)) + 1;

        Delegate Numbers<T>(Func<T, uint?> block)
        {
            if (column.Type is not VectorDataViewType)
            {
                ValueGetter<T> getOne = row.GetGetter<T>(column);
                T one = default;
                return (ValueGetter<uint>)((ref uint value) =>
                {
                    getOne(ref one);
                    value = Combined([block(one)]);
                });
            }

            ValueGetter<VBuffer<T>> getMany = row.GetGetter<VBuffer<T>>(column);
            VBuffer<T> many = default;
            if (options.Combine)
            {
                return (ValueGetter<uint>)((ref uint value) =>
                {
                    getMany(ref many);
                    value = Combined(many.DenseValues().Select(block));
                });
            }

            return (ValueGetter<VBuffer<uint>>)((ref VBuffer<uint> target) =>
            {
                getMany(ref many);
                target = new VBuffer<uint>(many.Length, [.. many.DenseValues().Select(value => Combined([block(value)]))]);
            });
        }

        uint Combined(IEnumerable<uint?> blocks)
        {
            uint hash = options.Seed;
            int bytes = 0;
            foreach (uint? block in blocks)
            {
                if (block is not { } known)
                    return 0;
                hash = MurmurHash.Round(hash, known);
                bytes += sizeof(uint);
            }

            return Key(MurmurHash.Finish(hash, bytes));
        }
    }
}
