using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.Data;

public sealed class ImageLoadingEstimator : TrivialEstimator<ImageLoadingTransformer>
{
    internal ImageLoadingEstimator(IHostEnvironment env, string imageFolder, bool decode, string outputColumn, string inputColumn)
        : base(env.Register(nameof(ImageLoadingEstimator)), new ImageLoadingTransformer(env, imageFolder, decode, outputColumn, inputColumn))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        var source = ImageColumn.Find(Host, inputSchema, Transformer.InputColumn);
        if (source.ItemType is not TextDataViewType || source.Kind != SchemaShape.Column.VectorKind.Scalar)
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", source.Name, TextDataViewType.Instance.ToString(), source.GetTypeString());

        string name = Transformer.OutputColumn;
        return inputSchema.With(Transformer.Decodes
            ? new SchemaShape.Column(name, SchemaShape.Column.VectorKind.Scalar, new ImageDataViewType(), isKey: false)
            : new SchemaShape.Column(name, SchemaShape.Column.VectorKind.VariableVector, NumberDataViewType.Byte, isKey: false));
    }
}
