using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class KeyToValueMappingTransformer : OneToOneTransformerBase
{
    internal KeyToValueMappingTransformer(IHostEnvironment env, params (string Output, string Input)[] columns)
        : base(env.Register(nameof(KeyToValueMappingTransformer)), columns)
    {
    }

    private KeyToValueMappingTransformer(IHost host, ModelLoadContext ctx)
        : base(host, ctx)
    {
    }

    internal static ITransformer Load(IHostEnvironment env, ModelLoadContext ctx)
        => new KeyToValueMappingTransformer(env.Register(nameof(KeyToValueMappingTransformer)), ctx);

    private protected override MappedColumn Map(DataViewSchema inputSchema, int pair, DataViewSchema.Column input)
    {
        if (input.Type.ItemType() is not KeyDataViewType key)
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", input.Name, "key type", input.Type.ToString());
        if (input.Annotations.Schema.GetColumnOrNull(AnnotationKinds.KeyValues)?.Type is not VectorDataViewType values)
            throw Host.Except("Metadata KeyValues does not exist");
        Contracts.Check(values.Size == (int)key.Count, "KeyValues metadata size does not match column type key count");
        DataViewType type = input.Type is VectorDataViewType vector ? new VectorDataViewType(values.ItemType, vector.Dimensions) : values.ItemType;
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(input.Annotations, kind => kind == AnnotationKinds.SlotNames);
        return new MappedColumn(
            new DataViewSchema.DetachedColumn(ColumnPairs[pair].Output, type, annotations.ToAnnotations()),
            [input.Index],
            row => RawTypes.Invoke<Delegate>(
                typeof(KeyToValueMappingTransformer), nameof(MakeGetter), [key.RawType, values.ItemType.RawType], row, row.Schema[input.Index]));
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(KeyToValueMappingTransformer));
        SaveColumns(ctx);
    }

    private static Delegate MakeGetter<TKey, TValue>(DataViewRow row, DataViewSchema.Column column)
        where TKey : IConvertible
    {
        VBuffer<TValue> buffer = default;
        column.GetKeyValues(ref buffer);
        TValue[] values = [.. buffer.DenseValues()];
        TValue missing = Missing<TValue>();
        if (column.Type is not VectorDataViewType)
        {
            ValueGetter<TKey> scalar = row.GetGetter<TKey>(column);
            TKey key = default;
            return (ValueGetter<TValue>)((ref TValue value) =>
            {
                scalar(ref key);
                value = ValueOf(key);
            });
        }

        ValueGetter<VBuffer<TKey>> getter = row.GetGetter<VBuffer<TKey>>(column);
        VBuffer<TKey> keys = default;
        return (ValueGetter<VBuffer<TValue>>)((ref VBuffer<TValue> target) =>
        {
            getter(ref keys);
            var editor = VBufferEditor.Create(ref target, keys.Length);
            int slot = 0;
            foreach (TKey key in keys.DenseValues())
                editor.Values[slot++] = ValueOf(key);
            target = editor.Commit();
        });

        TValue ValueOf(TKey key)
        {
            ulong index = key.ToUInt64(null);
            return index == 0 || index > (ulong)values.Length ? missing : values[index - 1];
        }
    }

    // NaN where there is one, else the default of the type.
    private static TValue Missing<TValue>()
        => typeof(TValue) == typeof(float) ? (TValue)(object)float.NaN : typeof(TValue) == typeof(double) ? (TValue)(object)double.NaN : default;
}
