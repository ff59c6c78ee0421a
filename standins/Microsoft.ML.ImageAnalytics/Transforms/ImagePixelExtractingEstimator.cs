using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

public sealed partial class ImagePixelExtractingEstimator : TrivialEstimator<ImagePixelExtractingTransformer>
{
    internal ImagePixelExtractingEstimator(IHostEnvironment env, string outputColumn, string inputColumn, bool asFloat, PixelLayout layout)
        : base(env.Register(nameof(ImagePixelExtractingEstimator)), new ImagePixelExtractingTransformer(env, outputColumn, inputColumn, asFloat, layout))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        ImageColumn.FindImage(Host, inputSchema, Transformer.InputColumn);
        DataViewType item = Transformer.AsFloat ? NumberDataViewType.Single : NumberDataViewType.Byte;
        return inputSchema.With(new SchemaShape.Column(Transformer.OutputColumn, SchemaShape.Column.VectorKind.Vector, item, isKey: false));
    }
}
