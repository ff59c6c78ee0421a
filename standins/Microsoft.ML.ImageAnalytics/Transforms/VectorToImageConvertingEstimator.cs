using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

public sealed class VectorToImageConvertingEstimator : TrivialEstimator<VectorToImageConvertingTransformer>
{
    internal VectorToImageConvertingEstimator(
        IHostEnvironment env, int imageHeight, int imageWidth, string outputColumn, string inputColumn, PixelLayout layout)
        : base(
            env.Register(nameof(VectorToImageConvertingEstimator)),
            new VectorToImageConvertingTransformer(env, outputColumn, inputColumn, imageHeight, imageWidth, layout))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        var source = ImageColumn.Find(Host, inputSchema, Transformer.InputColumn);
        if (source.Kind != SchemaShape.Column.VectorKind.Vector
            || (source.ItemType != NumberDataViewType.Single && source.ItemType != NumberDataViewType.Double && source.ItemType != NumberDataViewType.Byte))
        {
            throw Host.ExceptSchemaMismatch(
                nameof(inputSchema), "input", source.Name, "known-size vector of type Single, Double or Byte", source.GetTypeString());
        }

        return inputSchema.With(new SchemaShape.Column(Transformer.OutputColumn, SchemaShape.Column.VectorKind.Scalar, Transformer.Size, isKey: false));
    }
}
