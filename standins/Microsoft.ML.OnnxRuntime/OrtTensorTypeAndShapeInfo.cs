using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Element type and dimensions; -1 is a dimension that the model leaves open.</summary>
public unsafe struct OrtTensorTypeAndShapeInfo
{
    internal OrtTensorTypeAndShapeInfo(nint info)
    {
        int element;
        nuint rank, count;
        NativeStatus.Verify(NativeMethods.GetTensorElementType(info, &element));
        NativeStatus.Verify(NativeMethods.GetDimensionsCount(info, &rank));
        ElementDataType = (TensorElementType)element;
        Shape = new long[rank];
        var names = new nint[rank];
        fixed (long* shape = Shape)
        fixed (nint* symbols = names)
        {
            NativeStatus.Verify(NativeMethods.GetDimensions(info, shape, rank));
            NativeStatus.Verify(NativeMethods.GetSymbolicDimensions(info, symbols, rank));
        }
        Symbols = Array.ConvertAll(names, n => Marshal.PtrToStringUTF8(n) ?? "");
        ElementCount = 0;
        if (Array.TrueForAll(Shape, d => d >= 0))
        {
            NativeStatus.Verify(NativeMethods.GetTensorShapeElementCount(info, &count));
            ElementCount = (long)count;
        }
    }

    public TensorElementType ElementDataType { get; }

    public bool IsString => ElementDataType == TensorElementType.String;

    public int DimensionsCount => Shape.Length;

    public long[] Shape { get; }

    public long ElementCount { get; }

    internal string[] Symbols { get; }
}
