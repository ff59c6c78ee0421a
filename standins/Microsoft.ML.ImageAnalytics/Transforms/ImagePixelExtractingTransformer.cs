using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

public sealed class ImagePixelExtractingTransformer : RowToRowTransformerBase
{
    internal ImagePixelExtractingTransformer(IHostEnvironment env, string outputColumn, string inputColumn, bool asFloat, PixelLayout layout)
    {
        OutputColumn = outputColumn;
        InputColumn = inputColumn;
        AsFloat = asFloat;
        Layout = layout;
    }

    internal string OutputColumn { get; }

    internal string InputColumn { get; }

    internal bool AsFloat { get; }

    internal PixelLayout Layout { get; }
}
