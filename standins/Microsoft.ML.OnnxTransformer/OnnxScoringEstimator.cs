using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

public sealed class OnnxScoringEstimator : TrivialEstimator<OnnxTransformer>
{
    internal OnnxScoringEstimator(IHostEnvironment env, OnnxOptions options, int? gpuDeviceId, bool fallbackToCpu, Stream modelBytes)
        : base(env.Register(nameof(OnnxTransformer)), new OnnxTransformer(env, options, gpuDeviceId, fallbackToCpu, ReadAll(modelBytes)))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        foreach (string name in Transformer.Inputs)
        {
            if (!inputSchema.TryFindColumn(name, out var column))
                throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", name);
            var input = Transformer.Model.Inputs.FirstOrDefault(i => i.Name == name)
                ?? throw Host.Except($"Column {name} doesn't match input node names of model.");
            if (!column.ItemType.Equals(input.ColumnType.ItemType()))
            {
                throw Host.ExceptSchemaMismatch(
                    nameof(inputSchema), "input", name, input.ColumnType.ItemType().ToString(), column.ItemType.ToString());
            }
        }

        return Transformer.Outputs.Aggregate(inputSchema, (shape, output) => shape.With(new SchemaShape.Column(
            output.Name,
            output.ColumnType.IsKnownSizeVector() ? SchemaShape.Column.VectorKind.Vector : SchemaShape.Column.VectorKind.VariableVector,
            output.ColumnType.ItemType(),
            isKey: false)));
    }

    private static byte[] ReadAll(Stream model)
    {
        if (model is null)
            return null;
        model.Seek(0, SeekOrigin.Begin);
        using var bytes = new MemoryStream();
        model.CopyTo(bytes);
        return bytes.ToArray();
    }
}
