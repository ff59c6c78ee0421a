using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

public sealed class VectorToImageConvertingEstimator : IEstimator<VectorToImageConvertingTransformer>
{
    private readonly IHost _host;
    private readonly VectorToImageConvertingTransformer _transformer;

    internal VectorToImageConvertingEstimator(
        IHostEnvironment env, int imageHeight, int imageWidth, string outputColumn, string inputColumn, PixelLayout layout)
    {
        Contracts.CheckParam(!string.IsNullOrWhiteSpace(outputColumn), "name", "name cannot be null or white space");
        Contracts.CheckParam(imageWidth > 0, nameof(imageWidth), "Image width must be greater than zero");
        Contracts.CheckParam(imageHeight > 0, nameof(imageHeight), "Image height must be greater than zero");
        _host = env.Register(nameof(VectorToImageConvertingEstimator));
        _transformer = new VectorToImageConvertingTransformer(env, outputColumn, inputColumn, new ImageDataViewType(imageHeight, imageWidth), layout);
    }

    public VectorToImageConvertingTransformer Fit(IDataView input)
    {
        Contracts.CheckValue(input, nameof(input));
        _transformer.GetOutputSchema(input.Schema);
        return _transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        var source = ImageColumn.Find(_host, inputSchema, _transformer.InputColumn);
        if (source.Kind != SchemaShape.Column.VectorKind.Vector
            || (source.ItemType != NumberDataViewType.Single && source.ItemType != NumberDataViewType.Double && source.ItemType != NumberDataViewType.Byte))
        {
            throw _host.ExceptSchemaMismatch(
                nameof(inputSchema), "input", source.Name, "known-size vector of type Single, Double or Byte", source.GetTypeString());
        }

        return inputSchema.With(new SchemaShape.Column(_transformer.OutputColumn, SchemaShape.Column.VectorKind.Scalar, _transformer.Size, isKey: false));
    }
}
