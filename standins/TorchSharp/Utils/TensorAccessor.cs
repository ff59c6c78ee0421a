using System;
using System.Collections;
using System.Collections.Generic;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>Reads and writes the elements of a CPU tensor in logical order, whatever its strides.</summary>
public sealed unsafe class TensorAccessor<T> : IEnumerable<T>, IDisposable where T : unmanaged
{
    private Tensor tensor;
    private readonly T* data;

    internal TensorAccessor(Tensor tensor)
    {
        if (tensor.device_type != DeviceType.CPU)
            throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
        data = (T*)tensor.Data;
        this.tensor = tensor;
    }

    public long Count => tensor?.numel() ?? 0;

    public bool IsReadOnly => false;

    public T this[params long[] indices]
    {
        get => data[Offset(indices)];
        set => data[Offset(indices)] = value;
    }

    public T[] ToArray()
    {
        var result = new T[Math.Max(Count, tensor.ndim == 0 ? 1 : 0)];
        CopyTo(result);
        return result;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var place = new Place(tensor);
        for (long i = tensorIndex, n = Count; i < n && arrayIndex < array.Length; i++) array[arrayIndex++] = data[place.Of(i)];
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var place = new Place(tensor);
        for (long i = tensorIndex, n = Count; i < n && arrayIndex < array.Length; i++) data[place.Of(i)] = array[arrayIndex++];
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose() => tensor = null;

    private long Offset(long[] indices)
    {
        if (indices.Length == 1)
        {
            if (indices[0] >= Count) throw new IndexOutOfRangeException();
            if (indices[0] < 0) throw new ArgumentOutOfRangeException($"{indices[0]} in a collection of  ${Count} elements.");
            return new Place(tensor).Of(indices[0]);
        }
        long offset = 0;
        var shape = tensor.shape;
        var steps = tensor.stride();
        for (int i = shape.Length - 1; i >= 0; i--)
        {
            if (indices[i] >= shape[i] || indices[i] < 0) throw new IndexOutOfRangeException($"{indices[i]} >= {shape[i]} in dimension {i}.");
            offset += indices[i] * steps[i];
        }
        return offset;
    }

    /// <summary>Where the element with a logical index lies.</summary>
    private readonly struct Place
    {
        private readonly long[] shape;
        private readonly long[] steps;

        internal Place(Tensor tensor)
        {
            if (tensor.is_contiguous()) return;
            shape = tensor.shape;
            steps = tensor.stride();
        }

        internal long Of(long index)
        {
            if (shape is null) return index;
            long offset = 0;
            for (int i = shape.Length - 1; i >= 0; i--)
            {
                index = Math.DivRem(index, shape[i], out long rest);
                offset += rest * steps[i];
            }
            return offset;
        }
    }
}
