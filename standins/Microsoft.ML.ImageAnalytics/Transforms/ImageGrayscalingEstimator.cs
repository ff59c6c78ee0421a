using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

public sealed class ImageGrayscalingEstimator : TrivialEstimator<ImageGrayscalingTransformer>
{
    internal ImageGrayscalingEstimator(IHostEnvironment env, string outputColumn, string inputColumn)
        : base(env.Register(nameof(ImageGrayscalingEstimator)), new ImageGrayscalingTransformer(env, outputColumn, inputColumn))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        var source = ImageColumn.FindImage(Host, inputSchema, Transformer.InputColumn);
        return inputSchema.With(new SchemaShape.Column(Transformer.OutputColumn, source.Kind, source.ItemType, source.IsKey, source.Annotations));
    }
}
