using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.Data;

public sealed class ImageLoadingEstimator : IEstimator<ImageLoadingTransformer>
{
    private readonly IHost _host;
    private readonly ImageLoadingTransformer _transformer;

    internal ImageLoadingEstimator(IHostEnvironment env, string imageFolder, bool decode, string outputColumn, string inputColumn)
    {
        Contracts.CheckNonEmpty(outputColumn, "outputColumnName");
        _host = env.Register(nameof(ImageLoadingEstimator));
        _transformer = new ImageLoadingTransformer(env, imageFolder, decode, outputColumn, inputColumn);
    }

    public ImageLoadingTransformer Fit(IDataView input)
    {
        Contracts.CheckValue(input, nameof(input));
        _transformer.GetOutputSchema(input.Schema);
        return _transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        var source = ImageColumn.Find(_host, inputSchema, _transformer.InputColumn);
        if (source.ItemType is not TextDataViewType || source.Kind != SchemaShape.Column.VectorKind.Scalar)
            throw _host.ExceptSchemaMismatch(nameof(inputSchema), "input", source.Name, TextDataViewType.Instance.ToString(), source.GetTypeString());

        string name = _transformer.OutputColumn;
        return inputSchema.With(_transformer.Decodes
            ? new SchemaShape.Column(name, SchemaShape.Column.VectorKind.Scalar, new ImageDataViewType(), isKey: false)
            : new SchemaShape.Column(name, SchemaShape.Column.VectorKind.VariableVector, NumberDataViewType.Byte, isKey: false));
    }
}
