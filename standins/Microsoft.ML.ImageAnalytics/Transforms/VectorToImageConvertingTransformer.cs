using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

public sealed class VectorToImageConvertingTransformer : RowToRowTransformerBase
{
    internal VectorToImageConvertingTransformer(IHostEnvironment env, string outputColumn, string inputColumn, ImageDataViewType size, PixelLayout layout)
    {
        OutputColumn = outputColumn;
        InputColumn = inputColumn;
        Size = size;
        Layout = layout;
    }

    internal string OutputColumn { get; }

    internal string InputColumn { get; }

    internal ImageDataViewType Size { get; }

    internal PixelLayout Layout { get; }
}
