using System.Runtime.InteropServices;

namespace GanAugment.Training.Import;

/// <summary>Raw little-endian numbers of any kind as floats.</summary>
/// <remarks>Every processor that .NET and libtorch both run on is little-endian.</remarks>
internal static class ElementConversion
{
    /// <summary>Bytes per number.</summary>
    public static int Size(this ElementType type) => type switch
    {
        ElementType.Float64 or ElementType.Int64 => 8,
        ElementType.Float32 or ElementType.Int32 => 4,
        ElementType.Float16 or ElementType.BFloat16 or ElementType.Int16 => 2,
        _ => 1,
    };

    /// <summary>Converts, rounding to the nearest float where the number is none.</summary>
    /// <param name="type">The kind.</param>
    /// <param name="bytes">The numbers, <see cref="Size"/> bytes each.</param>
    /// <param name="values">Receives as many floats.</param>
    public static void ToFloats(this ElementType type, ReadOnlySpan<byte> bytes, Span<float> values)
    {
        switch (type)
        {
            case ElementType.Float32: MemoryMarshal.Cast<byte, float>(bytes).CopyTo(values); break;
            case ElementType.Float16: Convert<Half>(bytes, values, x => (float)x); break;
            case ElementType.BFloat16: Convert<ushort>(bytes, values, x => BitConverter.UInt32BitsToSingle((uint)x << 16)); break;
            case ElementType.Float64: Convert<double>(bytes, values, x => (float)x); break;
            case ElementType.Int64: Convert<long>(bytes, values, x => x); break;
            case ElementType.Int32: Convert<int>(bytes, values, x => x); break;
            case ElementType.Int16: Convert<short>(bytes, values, x => x); break;
            case ElementType.Int8: Convert<sbyte>(bytes, values, x => x); break;
            default: Convert<byte>(bytes, values, x => x); break;
        }
    }

    private static void Convert<T>(ReadOnlySpan<byte> bytes, Span<float> values, Func<T, float> toFloat) where T : unmanaged
    {
        ReadOnlySpan<T> numbers = MemoryMarshal.Cast<byte, T>(bytes);
        for (int i = 0; i < numbers.Length; i++) values[i] = toFloat(numbers[i]);
    }
}
