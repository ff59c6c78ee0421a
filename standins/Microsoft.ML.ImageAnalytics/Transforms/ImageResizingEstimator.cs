using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

public sealed partial class ImageResizingEstimator : TrivialEstimator<ImageResizingTransformer>
{
    internal ImageResizingEstimator(
        IHostEnvironment env, string outputColumn, int imageWidth, int imageHeight, string inputColumn, ResizingKind resizing, Anchor anchor)
        : base(
            env.Register(nameof(ImageResizingEstimator)),
            new ImageResizingTransformer(env, outputColumn, inputColumn, imageHeight, imageWidth, resizing, anchor))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        ImageColumn.FindImage(Host, inputSchema, Transformer.InputColumn);
        return inputSchema.With(new SchemaShape.Column(Transformer.OutputColumn, SchemaShape.Column.VectorKind.Scalar, Transformer.Size, isKey: false));
    }
}
