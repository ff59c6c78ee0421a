using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class CustomMappingEstimator<TSrc, TDst> : TrivialEstimator<CustomMappingTransformer<TSrc, TDst>>
    where TSrc : class, new()
    where TDst : class, new()
{
    internal CustomMappingEstimator(
        IHostEnvironment env, Action<TSrc, TDst> map, string contractName, SchemaDefinition input, SchemaDefinition output)
        : base(
            env.Register(nameof(CustomMappingEstimator<TSrc, TDst>)),
            new CustomMappingTransformer<TSrc, TDst>(env, map, contractName, input, output))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        foreach (MemberColumn member in MemberColumn.Of(typeof(TSrc), SchemaDefinition.Direction.Both, Transformer.InputDefinition))
        {
            SchemaShape.Column column = inputSchema.Find(member.Name);
            SchemaShape.Column wanted = SchemaShape.Column.Of(member.Name, member.Type);
            bool kindFits = wanted.Kind == SchemaShape.Column.VectorKind.VariableVector
                ? column.Kind != SchemaShape.Column.VectorKind.Scalar
                : column.Kind == wanted.Kind;
            if (!kindFits || !wanted.ItemType.Equals(column.ItemType) || wanted.IsKey != column.IsKey)
                throw Contracts.ExceptSchemaMismatch(nameof(inputSchema), "input", member.Name, member.Type.ToString(), column.GetTypeString());
        }

        return SchemaShape.Create(MemberColumn.Schema(Transformer.Added)).Aggregate(inputSchema, (shape, added) => shape.With(added));
    }
}
