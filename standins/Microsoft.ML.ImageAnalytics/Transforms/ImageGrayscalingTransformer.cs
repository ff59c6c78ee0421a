using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

public sealed class ImageGrayscalingTransformer : RowToRowTransformerBase
{
    internal ImageGrayscalingTransformer(IHostEnvironment env, string outputColumn, string inputColumn)
    {
        OutputColumn = outputColumn;
        InputColumn = inputColumn;
    }

    internal string OutputColumn { get; }

    internal string InputColumn { get; }
}
