using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

public sealed partial class ImagePixelExtractingEstimator : IEstimator<ImagePixelExtractingTransformer>
{
    private readonly IHost _host;
    private readonly ImagePixelExtractingTransformer _transformer;

    internal ImagePixelExtractingEstimator(IHostEnvironment env, string outputColumn, string inputColumn, bool asFloat, PixelLayout layout)
    {
        Contracts.CheckParam(!string.IsNullOrWhiteSpace(outputColumn), "name", "name cannot be null or white space");
        _host = env.Register(nameof(ImagePixelExtractingEstimator));
        _transformer = new ImagePixelExtractingTransformer(env, outputColumn, inputColumn, asFloat, layout);
    }

    public ImagePixelExtractingTransformer Fit(IDataView input)
    {
        Contracts.CheckValue(input, nameof(input));
        _transformer.GetOutputSchema(input.Schema);
        return _transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        ImageColumn.FindImage(_host, inputSchema, _transformer.InputColumn);
        DataViewType item = _transformer.AsFloat ? NumberDataViewType.Single : NumberDataViewType.Byte;
        return inputSchema.With(new SchemaShape.Column(_transformer.OutputColumn, SchemaShape.Column.VectorKind.Vector, item, isKey: false));
    }
}
