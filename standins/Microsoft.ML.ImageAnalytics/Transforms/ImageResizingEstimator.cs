using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

public sealed partial class ImageResizingEstimator : IEstimator<ImageResizingTransformer>
{
    private readonly IHost _host;
    private readonly ImageResizingTransformer _transformer;

    internal ImageResizingEstimator(
        IHostEnvironment env, string outputColumn, int imageWidth, int imageHeight, string inputColumn, ResizingKind resizing, Anchor anchor)
    {
        Contracts.CheckNonEmpty(outputColumn, "name");
        Contracts.CheckParam(imageWidth > 0, nameof(imageWidth));
        Contracts.CheckParam(imageHeight > 0, nameof(imageHeight));
        Contracts.CheckParam(Enum.IsDefined(resizing), nameof(resizing));
        Contracts.CheckParam(Enum.IsDefined(anchor), nameof(anchor));
        _host = env.Register(nameof(ImageResizingEstimator));
        _transformer = new ImageResizingTransformer(env, outputColumn, inputColumn, new ImageDataViewType(imageHeight, imageWidth), resizing, anchor);
    }

    public ImageResizingTransformer Fit(IDataView input)
    {
        Contracts.CheckValue(input, nameof(input));
        _transformer.GetOutputSchema(input.Schema);
        return _transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        ImageColumn.FindImage(_host, inputSchema, _transformer.InputColumn);
        return inputSchema.With(new SchemaShape.Column(_transformer.OutputColumn, SchemaShape.Column.VectorKind.Scalar, _transformer.Size, isKey: false));
    }
}
