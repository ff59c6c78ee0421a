using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Onnx;

public sealed class OnnxTransformer : RowToRowTransformerBase, IDisposable
{
    internal OnnxTransformer()
    {
    }

    public void Dispose()
    {
    }
}
