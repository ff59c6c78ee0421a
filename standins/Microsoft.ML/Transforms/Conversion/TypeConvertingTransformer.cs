using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class TypeConvertingTransformer : OneToOneTransformerBase
{
    private readonly DataKind _kind;

    internal TypeConvertingTransformer(IHostEnvironment env, DataKind kind, params (string Output, string Input)[] columns)
        : base(env.Register(nameof(TypeConvertingTransformer)), columns)
    {
        _kind = kind;
    }

    private TypeConvertingTransformer(IHost host, ModelLoadContext ctx)
        : base(host, ctx)
    {
        _kind = (DataKind)ctx.Reader.ReadByte();
    }

    internal static ITransformer Load(IHostEnvironment env, ModelLoadContext ctx)
        => new TypeConvertingTransformer(env.Register(nameof(TypeConvertingTransformer)), ctx);

    private protected override MappedColumn Map(DataViewSchema inputSchema, int pair, DataViewSchema.Column input)
    {
        PrimitiveDataViewType to = ColumnTypes.Primitive(_kind);
        DataViewType from = input.Type.ItemType();
        bool exists = from is not KeyDataViewType || KeyDataViewType.IsValidDataType(to.RawType);
        // Keys stay keys.
        if (exists && from is KeyDataViewType key)
            to = new KeyDataViewType(to.RawType, key.Count);
        if (!exists || !StandardConversion.Exists(from, to))
        {
            throw Host.ExceptParam(
                nameof(inputSchema), $"source column '{input.Name}' with item type '{from}' is not compatible with destination type '{to}'");
        }

        DataViewType type = input.Type is VectorDataViewType vector ? new VectorDataViewType(to, vector.Dimensions) : to;
        return new MappedColumn(
            new DataViewSchema.DetachedColumn(ColumnPairs[pair].Output, type, Annotate(input, type)),
            [input.Index],
            row => StandardConversion.MakeGetter(row, row.Schema[input.Index], to));
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(TypeConvertingTransformer));
        SaveColumns(ctx);
        ctx.Writer.Write((byte)_kind);
    }

    private static DataViewSchema.Annotations Annotate(DataViewSchema.Column input, DataViewType type)
    {
        DataViewType from = input.Type.ItemType();
        DataViewType to = type.ItemType();
        var annotations = new DataViewSchema.Annotations.Builder();
        if (type.IsKnownSizeVector())
            annotations.Add(input.Annotations, kind => kind == AnnotationKinds.SlotNames);
        if (from is KeyDataViewType && to is KeyDataViewType)
            annotations.Add(input.Annotations, kind => kind == AnnotationKinds.KeyValues);
        if (from is NumberDataViewType && to is NumberDataViewType)
            annotations.Add(input.Annotations, kind => kind == AnnotationKinds.IsNormalized);
        if (input.Type is BooleanDataViewType && to is NumberDataViewType)
            annotations.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
        return annotations.ToAnnotations();
    }
}
