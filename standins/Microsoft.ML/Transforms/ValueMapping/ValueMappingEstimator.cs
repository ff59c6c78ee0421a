using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public class ValueMappingEstimator : TrivialEstimator<ValueMappingTransformer>
{
    private protected ValueMappingEstimator(IHost host, ValueMappingTransformer transformer)
        : base(host, transformer)
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        SchemaShape result = inputSchema;
        foreach ((string output, string input) in Transformer.ColumnPairs)
        {
            SchemaShape.Column column = inputSchema.Find(input);
            if (column.Kind != SchemaShape.Column.VectorKind.Scalar || !column.ItemType.Equals(Transformer.From))
                throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", input, Transformer.From.ToString(), column.GetTypeString());
            result = result.With(new SchemaShape.Column(output, column.Kind, Transformer.To, isKey: false));
        }

        return result;
    }
}

public sealed class ValueMappingEstimator<TKey, TValue> : ValueMappingEstimator
{
    internal ValueMappingEstimator(IHostEnvironment env, IEnumerable<KeyValuePair<TKey, TValue>> pairs, params (string Output, string Input)[] columns)
        : base(env.Register(nameof(ValueMappingEstimator)), ValueMappingTransformer.Of(env, pairs, columns))
    {
    }
}
