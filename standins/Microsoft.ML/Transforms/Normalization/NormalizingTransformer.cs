using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class NormalizingTransformer : OneToOneTransformerBase
{
    private readonly SlotScaling[] _scalings;

    internal NormalizingTransformer(IHostEnvironment env, (string Output, string Input)[] columns, SlotScaling[] scalings)
        : base(env.Register(nameof(NormalizingTransformer)), columns)
    {
        _scalings = scalings;
    }

    private NormalizingTransformer(IHost host, ModelLoadContext ctx)
        : base(host, ctx)
    {
        _scalings = [.. ColumnPairs.Select(_ => SlotScaling.Read(ctx.Reader))];
    }

    internal static ITransformer Load(IHostEnvironment env, ModelLoadContext ctx)
        => new NormalizingTransformer(env.Register(nameof(NormalizingTransformer)), ctx);

    private protected override MappedColumn Map(DataViewSchema inputSchema, int pair, DataViewSchema.Column input)
    {
        SlotStatistics.CheckType(input);
        SlotScaling scaling = _scalings[pair];
        bool fits = input.Type.ItemType().Equals(scaling.Type.ItemType()) && input.Type.ValueCount() == scaling.Type.ValueCount();
        if (!fits)
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", input.Name, scaling.Type.ToString(), input.Type.ToString());
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
        annotations.Add(input.Annotations, kind => kind == AnnotationKinds.SlotNames);
        return new MappedColumn(
            new DataViewSchema.DetachedColumn(ColumnPairs[pair].Output, scaling.Type, annotations.ToAnnotations()),
            [input.Index],
            row => scaling.MakeGetter(row, row.Schema[input.Index]));
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(NormalizingTransformer));
        SaveColumns(ctx);
        foreach (SlotScaling scaling in _scalings)
            scaling.Write(ctx.Writer);
    }
}
