using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class ValueToKeyMappingTransformer : OneToOneTransformerBase
{
    private readonly KeyDictionary[] _dictionaries;
    private readonly bool _asText;

    internal ValueToKeyMappingTransformer(IHostEnvironment env, (string Output, string Input)[] columns, KeyDictionary[] dictionaries, bool asText)
        : base(env.Register(nameof(ValueToKeyMappingTransformer)), columns)
    {
        _dictionaries = dictionaries;
        _asText = asText;
    }

    private ValueToKeyMappingTransformer(IHost host, ModelLoadContext ctx)
        : base(host, ctx)
    {
        _asText = ctx.Reader.ReadBoolean();
        _dictionaries = [.. ColumnPairs.Select(_ => KeyDictionary.Read(ctx.Reader))];
    }

    internal static ITransformer Load(IHostEnvironment env, ModelLoadContext ctx)
        => new ValueToKeyMappingTransformer(env.Register(nameof(ValueToKeyMappingTransformer)), ctx);

    private protected override MappedColumn Map(DataViewSchema inputSchema, int pair, DataViewSchema.Column input)
    {
        KeyDictionary dictionary = _dictionaries[pair];
        if (!input.Type.ItemType().Equals(dictionary.ItemType))
        {
            throw Host.ExceptSchemaMismatch(
                nameof(inputSchema), "input", input.Name, dictionary.ItemType.ToString(), input.Type.ItemType().ToString());
        }

        // A key type has at least one value, even where nothing was learnt.
        var key = new KeyDataViewType(typeof(uint), Math.Max(1, dictionary.Count));
        DataViewType type = input.Type is VectorDataViewType vector ? new VectorDataViewType(key, vector.Dimensions) : key;
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(input.Annotations, kind => kind == AnnotationKinds.SlotNames);
        dictionary.AddKeyValues(annotations, _asText);
        return new MappedColumn(
            new DataViewSchema.DetachedColumn(ColumnPairs[pair].Output, type, annotations.ToAnnotations()),
            [input.Index],
            row => dictionary.MakeGetter(row, row.Schema[input.Index]));
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(ValueToKeyMappingTransformer));
        SaveColumns(ctx);
        ctx.Writer.Write(_asText);
        foreach (KeyDictionary dictionary in _dictionaries)
            dictionary.Write(ctx.Writer);
    }
}
