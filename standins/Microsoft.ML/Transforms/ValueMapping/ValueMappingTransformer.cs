using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public class ValueMappingTransformer : OneToOneTransformerBase
{
    private readonly Array _keys;
    private readonly Array _values;

    private ValueMappingTransformer(IHostEnvironment env, (string Output, string Input)[] columns, Array keys, Array values)
        : base(env.Register(nameof(ValueMappingTransformer)), columns)
    {
        _keys = keys;
        _values = values;
    }

    private ValueMappingTransformer(IHost host, ModelLoadContext ctx)
        : base(host, ctx)
    {
        DataViewType from = ctx.Reader.ReadType(), to = ctx.Reader.ReadType();
        (_keys, _values) = RawTypes.Invoke<(Array, Array)>(
            typeof(ValueMappingTransformer), nameof(Read), [from.RawType, to.RawType], ctx.Reader);
    }

    internal PrimitiveDataViewType From => ColumnTypes.Primitive(_keys.GetType().GetElementType());

    internal PrimitiveDataViewType To => ColumnTypes.Primitive(_values.GetType().GetElementType());

    internal static ITransformer Load(IHostEnvironment env, ModelLoadContext ctx)
        => new ValueMappingTransformer(env.Register(nameof(ValueMappingTransformer)), ctx);

    internal static ValueMappingTransformer Of<TKey, TValue>(
        IHostEnvironment env, IEnumerable<KeyValuePair<TKey, TValue>> pairs, (string Output, string Input)[] columns)
    {
        Contracts.CheckValue(pairs, nameof(pairs));
        KeyValuePair<TKey, TValue>[] all = [.. pairs];
        foreach (Type type in new[] { typeof(TKey), typeof(TValue) })
        {
            if (ColumnTypes.Primitive(type) is null)
                throw Contracts.ExceptNotSupported($"Values of type {type} cannot be mapped");
        }

        return new ValueMappingTransformer(env, columns, Column(all.Select(pair => pair.Key)), Column(all.Select(pair => pair.Value)));
    }

    private protected override MappedColumn Map(DataViewSchema inputSchema, int pair, DataViewSchema.Column input)
    {
        // A key is looked up by its number.
        if (input.Type is VectorDataViewType || input.Type.RawType != From.RawType)
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", input.Name, From.ToString(), input.Type.ToString());
        return new MappedColumn(
            new DataViewSchema.DetachedColumn(ColumnPairs[pair].Output, To),
            [input.Index],
            row => RawTypes.Invoke<Delegate>(
                typeof(ValueMappingTransformer), nameof(Getter), [From.RawType, To.RawType], row, row.Schema[input.Index], _keys, _values));
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(ValueMappingTransformer));
        SaveColumns(ctx);
        ctx.Writer.Write((DataViewType)From);
        ctx.Writer.Write((DataViewType)To);
        RawTypes.Invoke<object>(typeof(ValueMappingTransformer), nameof(Write), [From.RawType, To.RawType], ctx.Writer, _keys, _values);
    }

    private static Array Column<T>(IEnumerable<T> values)
        => typeof(T) == typeof(string) ? values.Select(value => ((string)(object)value).AsMemory()).ToArray() : values.ToArray();

    private static (Array Keys, Array Values) Read<TKey, TValue>(BinaryReader reader)
    {
        int count = reader.ReadInt32();
        var keys = new TKey[count];
        var values = new TValue[count];
        for (int i = 0; i < count; i++)
            (keys[i], values[i]) = (reader.ReadValue<TKey>(), reader.ReadValue<TValue>());
        return (keys, values);
    }

    private static object Write<TKey, TValue>(BinaryWriter writer, TKey[] keys, TValue[] values)
    {
        writer.Write(keys.Length);
        for (int i = 0; i < keys.Length; i++)
        {
            writer.WriteValue(keys[i]);
            writer.WriteValue(values[i]);
        }

        return null;
    }

    private static Delegate Getter<TKey, TValue>(DataViewRow row, DataViewSchema.Column column, TKey[] keys, TValue[] values)
    {
        // Texts are found by their characters, not by the memory that holds them.
        var found = new Dictionary<object, TValue>();
        for (int i = 0; i < keys.Length; i++)
            found.TryAdd(Same(keys[i]), values[i]);
        ValueGetter<TKey> get = row.GetGetter<TKey>(column);
        TKey key = default;
        return (ValueGetter<TValue>)((ref TValue value) =>
        {
            get(ref key);
            value = found.GetValueOrDefault(Same(key));
        });

        static object Same(TKey key) => key is ReadOnlyMemory<char> text ? text.ToString() : key;
    }
}
