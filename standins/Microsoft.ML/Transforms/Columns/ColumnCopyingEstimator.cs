using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class ColumnCopyingEstimator : TrivialEstimator<ColumnCopyingTransformer>
{
    internal ColumnCopyingEstimator(IHostEnvironment env, params (string Output, string Input)[] columns)
        : base(env.Register(nameof(ColumnCopyingEstimator)), new ColumnCopyingTransformer(env, columns))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        SchemaShape result = inputSchema;
        foreach ((string output, string input) in Transformer.ColumnPairs)
        {
            SchemaShape.Column column = inputSchema.Find(input);
            result = result.With(new SchemaShape.Column(output, column.Kind, column.ItemType, column.IsKey, column.Annotations));
        }

        return result;
    }
}
