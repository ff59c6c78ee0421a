using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

public unsafe class NodeMetadata
{
    private readonly OrtTensorTypeAndShapeInfo? _tensor;

    internal NodeMetadata(nint typeInfo)
    {
        int type;
        NativeStatus.Verify(NativeMethods.GetOnnxTypeFromTypeInfo(typeInfo, &type));
        OnnxValueType = (OnnxValueType)type;
        if (!IsTensor)
            return;
        nint tensor;
        NativeStatus.Verify(NativeMethods.CastTypeInfoToTensorInfo(typeInfo, &tensor));
        _tensor = new OrtTensorTypeAndShapeInfo(tensor);
    }

    public OnnxValueType OnnxValueType { get; }

    public bool IsTensor => OnnxValueType is OnnxValueType.ONNX_TYPE_TENSOR or OnnxValueType.ONNX_TYPE_SPARSETENSOR;

    public bool IsString => Tensor.IsString;

    public int[] Dimensions => Array.ConvertAll(Tensor.Shape, d => (int)d);

    public string[] SymbolicDimensions => Tensor.Symbols;

    public Type ElementType => ElementTypes.ToClr(Tensor.ElementDataType);

    public TensorElementType ElementDataType => Tensor.ElementDataType;

    private OrtTensorTypeAndShapeInfo Tensor =>
        _tensor ?? throw new OnnxRuntimeException(ErrorCode.Fail, "OnnxValueType must either be a tensor or sparse tensor");
}
