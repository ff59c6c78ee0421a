using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// Each output column is computed from one input column.
public abstract class OneToOneTransformerBase : RowToRowTransformerBase
{
    internal readonly (string Output, string Input)[] ColumnPairs;

    private protected OneToOneTransformerBase(IHost host, params (string Output, string Input)[] columns)
        : base(host)
    {
        Contracts.CheckValue(columns, nameof(columns));
        var names = new HashSet<string>();
        foreach ((string output, string input) in columns)
        {
            Contracts.CheckNonEmpty(input, nameof(columns));
            Contracts.CheckNonEmpty(output, nameof(columns));
            Contracts.CheckParam(names.Add(output), nameof(columns), $"Name of the result column '{output}' specified multiple times");
        }

        ColumnPairs = columns;
    }

    private protected OneToOneTransformerBase(IHost host, ModelLoadContext ctx)
        : this(host, ReadColumns(ctx.Reader))
    {
    }

    // The column that a pair makes of its input column; throws where the type does not fit.
    private protected abstract MappedColumn Map(DataViewSchema inputSchema, int pair, DataViewSchema.Column input);

    private protected sealed override IRowMapper MakeRowMapper(DataViewSchema inputSchema)
        => new ColumnMapper([.. ColumnPairs.Select((pair, i) => Map(
            inputSchema,
            i,
            inputSchema.GetColumnOrNull(pair.Input) ?? throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", pair.Input)))]);

    private protected void SaveColumns(ModelSaveContext ctx)
    {
        ctx.Writer.Write(ColumnPairs.Length);
        foreach ((string output, string input) in ColumnPairs)
        {
            ctx.Writer.Write(output);
            ctx.Writer.Write(input);
        }
    }

    private static (string Output, string Input)[] ReadColumns(BinaryReader reader)
        => [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => (reader.ReadString(), reader.ReadString()))];
}
