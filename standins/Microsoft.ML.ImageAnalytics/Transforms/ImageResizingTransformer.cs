using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

public sealed class ImageResizingTransformer : RowToRowTransformerBase
{
    internal ImageResizingTransformer(
        IHostEnvironment env,
        string outputColumn,
        string inputColumn,
        ImageDataViewType size,
        ImageResizingEstimator.ResizingKind resizing,
        ImageResizingEstimator.Anchor anchor)
    {
        OutputColumn = outputColumn;
        InputColumn = inputColumn;
        Size = size;
    }

    internal string OutputColumn { get; }

    internal string InputColumn { get; }

    internal ImageDataViewType Size { get; }
}
