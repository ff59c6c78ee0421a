using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class TypeConvertingEstimator : TrivialEstimator<TypeConvertingTransformer>
{
    private readonly PrimitiveDataViewType _to;

    internal TypeConvertingEstimator(IHostEnvironment env, DataKind kind, params (string Output, string Input)[] columns)
        : base(env.Register(nameof(TypeConvertingEstimator)), new TypeConvertingTransformer(env, kind, columns))
    {
        _to = ColumnTypes.Primitive(kind);
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        SchemaShape result = inputSchema;
        foreach ((string output, string input) in Transformer.ColumnPairs)
        {
            SchemaShape.Column column = inputSchema.Find(input);
            if (!StandardConversion.Exists(column.ItemType, _to))
                throw Host.ExceptParam(nameof(inputSchema), $"Don't know how to convert {input} into {_to}");
            result = result.With(new SchemaShape.Column(output, column.Kind, _to, isKey: false, column.Annotations));
        }

        return result;
    }
}
