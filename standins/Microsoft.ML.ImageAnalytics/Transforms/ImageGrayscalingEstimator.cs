using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

public sealed class ImageGrayscalingEstimator : IEstimator<ImageGrayscalingTransformer>
{
    private readonly IHost _host;
    private readonly ImageGrayscalingTransformer _transformer;

    internal ImageGrayscalingEstimator(IHostEnvironment env, string outputColumn, string inputColumn)
    {
        Contracts.CheckNonEmpty(outputColumn, "outputColumnName");
        _host = env.Register(nameof(ImageGrayscalingEstimator));
        _transformer = new ImageGrayscalingTransformer(env, outputColumn, inputColumn);
    }

    public ImageGrayscalingTransformer Fit(IDataView input)
    {
        Contracts.CheckValue(input, nameof(input));
        _transformer.GetOutputSchema(input.Schema);
        return _transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        var source = ImageColumn.FindImage(_host, inputSchema, _transformer.InputColumn);
        return inputSchema.With(new SchemaShape.Column(_transformer.OutputColumn, source.Kind, source.ItemType, source.IsKey, source.Annotations));
    }
}
