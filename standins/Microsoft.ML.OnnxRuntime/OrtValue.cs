using System.Buffers;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>A tensor that the engine reads or writes: the caller's memory, pinned while this lives, or the engine's own.</summary>
public unsafe class OrtValue : IDisposable
{
    private nint _value;
    private MemoryHandle? _pinned;

    internal OrtValue(nint value, MemoryHandle? pinned = null)
    {
        _value = value;
        _pinned = pinned;
    }

    public OnnxValueType OnnxType
    {
        get
        {
            int type;
            NativeStatus.Verify(NativeMethods.GetValueType(Pointer, &type));
            return (OnnxValueType)type;
        }
    }

    public bool IsTensor => OnnxType == OnnxValueType.ONNX_TYPE_TENSOR;

    internal nint Pointer
    {
        get
        {
            ObjectDisposedException.ThrowIf(_value == 0, this);
            return _value;
        }
    }

    public static OrtValue CreateTensorValueFromMemory<T>(T[] data, long[] shape)
        where T : unmanaged => CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, new Memory<T>(data), shape);

    public static OrtValue CreateTensorValueFromMemory<T>(OrtMemoryInfo memoryInfo, Memory<T> memory, long[] shape)
        where T : unmanaged
    {
        var element = ElementTypes.Of(typeof(T));
        var pinned = memory.Pin();
        try
        {
            nint value;
            fixed (long* dimensions = shape)
            {
                NativeStatus.Verify(NativeMethods.CreateTensorWithDataAsOrtValue(
                    memoryInfo.Pointer, pinned.Pointer, (nuint)memory.Length * (nuint)sizeof(T), dimensions, (nuint)shape.Length, (int)element, &value));
            }
            return new OrtValue(value, pinned);
        }
        catch
        {
            pinned.Dispose();
            throw;
        }
    }

    public static OrtValue CreateAllocatedTensorValue(OrtAllocator allocator, TensorElementType elementType, long[] shape)
    {
        nint value;
        fixed (long* dimensions = shape)
            NativeStatus.Verify(NativeMethods.CreateTensorAsOrtValue(allocator.Pointer, dimensions, (nuint)shape.Length, (int)elementType, &value));
        return new OrtValue(value);
    }

    public OrtTensorTypeAndShapeInfo GetTensorTypeAndShape()
    {
        nint info;
        NativeStatus.Verify(NativeMethods.GetTensorTypeAndShape(Pointer, &info));
        try
        {
            return new OrtTensorTypeAndShapeInfo(info);
        }
        finally
        {
            NativeMethods.ReleaseTensorTypeAndShapeInfo(info);
        }
    }

    public ReadOnlySpan<T> GetTensorDataAsSpan<T>()
        where T : unmanaged => GetTensorMutableDataAsSpan<T>();

    public Span<T> GetTensorMutableDataAsSpan<T>()
        where T : unmanaged
    {
        if (!IsTensor)
            throw new OnnxRuntimeException(ErrorCode.InvalidArgument, "This OrtValue type contains: " + OnnxType + ", not a tensor");
        var info = GetTensorTypeAndShape();
        if (ElementTypes.ToClr(info.ElementDataType) != typeof(T))
        {
            throw new OnnxRuntimeException(
                ErrorCode.InvalidArgument, $"Requested type: {typeof(T)} does not match the tensor's element type: {info.ElementDataType}");
        }
        void* data;
        NativeStatus.Verify(NativeMethods.GetTensorMutableData(Pointer, &data));
        return new Span<T>(data, checked((int)info.ElementCount));
    }

    ~OrtValue() => Dispose(false);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (_value != 0)
            NativeMethods.ReleaseValue(_value);
        _value = 0;
        _pinned?.Dispose();
        _pinned = null;
    }
}
