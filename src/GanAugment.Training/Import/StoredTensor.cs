namespace GanAugment.Training.Import;

/// <summary>A tensor in a file: where its numbers are, none of them read yet.</summary>
internal sealed class StoredTensor
{
    // torch itself stops at 64; state dicts have at most 5.
    private const int MaximumDimensions = 16;

    private StoredTensor(TensorStorage storage, long start, long[] shape, long[] strides, long count, long extent) =>
        (Storage, Start, Shape, Strides, Count, Extent) = (storage, start, shape, strides, count, extent);

    /// <summary>The numbers it looks at.</summary>
    public TensorStorage Storage { get; }

    /// <summary>Its first element, counted in the storage.</summary>
    public long Start { get; }

    /// <summary>Its shape.</summary>
    public long[] Shape { get; }

    /// <summary>Elements between neighbours, per dimension.</summary>
    public long[] Strides { get; }

    /// <summary>How many elements; never more than the storage has.</summary>
    public long Count { get; }

    /// <summary>Elements from its first to behind its last one.</summary>
    public long Extent { get; }

    /// <summary>Whether the elements lie one behind another in order.</summary>
    public bool IsContiguous
    {
        get
        {
            long expected = 1;
            for (int d = Shape.Length - 1; d >= 0; d--)
            {
                if (Shape[d] != 1 && Strides[d] != expected) return false;
                expected *= Shape[d];
            }

            return true;
        }
    }

    /// <summary>Describes a tensor that lies inside its storage.</summary>
    /// <returns>The tensor, or why there is none.</returns>
    public static (StoredTensor? Tensor, string Wrong) Create(TensorStorage storage, long start, ReadOnlySpan<long> shape, ReadOnlySpan<long> strides)
    {
        if (shape.Length > MaximumDimensions) return (null, $"a tensor has {shape.Length} dimensions");
        if (shape.Length != strides.Length) return (null, $"a tensor has {shape.Length} dimensions but {strides.Length} strides");
        Int128 count = 1, last = start;
        for (int d = 0; d < shape.Length; d++)
        {
            if (shape[d] < 0 || strides[d] < 0) return (null, $"a tensor has the size {shape[d]} and the stride {strides[d]}");
            count *= shape[d];
            last += (Int128)Math.Max(0, shape[d] - 1) * strides[d];
            // Far below where 128 bits would end, far above what a file can hold.
            if (count > long.MaxValue || last > long.MaxValue) return (null, $"a tensor of shape {Shown(shape)} is larger than its file");
        }

        if (start < 0 || (count > 0 && last >= storage.Count))
            return (null, $"a tensor of shape {Shown(shape)} reaches beyond the {storage.Count} numbers of its storage");
        if (count > storage.Count)
            return (null, $"a tensor claims {count} numbers, but its storage has {storage.Count}");
        return (new StoredTensor(storage, start, shape.ToArray(), strides.ToArray(), (long)count, count == 0 ? 0 : (long)last - start + 1), "");
    }

    /// <summary>The strides of a tensor whose elements lie one behind another.</summary>
    public static long[] ContiguousStrides(ReadOnlySpan<long> shape)
    {
        var strides = new long[shape.Length];
        long step = 1;
        for (int d = shape.Length - 1; d >= 0; d--)
        {
            strides[d] = step;
            step = checked(step * Math.Max(1, shape[d]));
        }

        return strides;
    }

    private static string Shown(ReadOnlySpan<long> shape) => $"[{string.Join(", ", shape.ToArray())}]";
}
