using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class ColumnCopyingTransformer : OneToOneTransformerBase
{
    internal ColumnCopyingTransformer(IHostEnvironment env, params (string Output, string Input)[] columns)
        : base(env.Register(nameof(ColumnCopyingTransformer)), columns)
    {
    }

    private ColumnCopyingTransformer(IHost host, ModelLoadContext ctx)
        : base(host, ctx)
    {
    }

    internal static ITransformer Load(IHostEnvironment env, ModelLoadContext ctx)
        => new ColumnCopyingTransformer(env.Register(nameof(ColumnCopyingTransformer)), ctx);

    private protected override MappedColumn Map(DataViewSchema inputSchema, int pair, DataViewSchema.Column input)
        => new(
            new DataViewSchema.DetachedColumn(ColumnPairs[pair].Output, input.Type, input.Annotations),
            [input.Index],
            row => row.GetGetterOf(row.Schema[input.Index]));

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetLoader(typeof(ColumnCopyingTransformer));
        SaveColumns(ctx);
    }
}
