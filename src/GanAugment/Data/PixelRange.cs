using System.Numerics;

namespace GanAugment.Data;

/// <summary>The two ranges of pixel values and the one way between them: bytes 0 … 255 in files, floats −1 … 1 in networks.</summary>
public static class PixelRange
{
    /// <summary>Network values to bytes: round(clamp((x + 1) · 127.5)), so that −1 is 0 and 1 is 255; NaN becomes 0.</summary>
    /// <param name="unit">Values in [−1, 1]; anything outside is clamped.</param>
    /// <param name="bytes">Receives as many bytes as there are values.</param>
    public static void ToBytes(ReadOnlySpan<float> unit, Span<byte> bytes)
    {
        bytes = bytes[..unit.Length];
        int i = 0, width = Vector<float>.Count;
        for (; i + Vector<byte>.Count <= unit.Length; i += Vector<byte>.Count)
        {
            Vector<ushort> low = Vector.Narrow(Level(unit[i..]), Level(unit[(i + width)..]));
            Vector<ushort> high = Vector.Narrow(Level(unit[(i + 2 * width)..]), Level(unit[(i + 3 * width)..]));
            Vector.Narrow(low, high).CopyTo(bytes[i..]);
        }

        for (; i < unit.Length; i++)
        {
            // The rounding of MathF.Round (to even) cannot matter beyond exact halves; what matters is that it is the only one.
            float level = MathF.Round((unit[i] + 1) * 127.5f);
            bytes[i] = level > 0 ? (byte)MathF.Min(level, 255) : (byte)0;
        }

        // The same, as many at a time as the processor takes.
        static Vector<uint> Level(ReadOnlySpan<float> from)
        {
            Vector<float> level = Vector.Round((new Vector<float>(from) + Vector<float>.One) * 127.5f);
            Vector<float> bounded = Vector.ConditionalSelect(
                Vector.GreaterThan(level, Vector<float>.Zero), Vector.Min(level, new Vector<float>(255)), Vector<float>.Zero);
            return Vector.AsVectorUInt32(Vector.ConvertToInt32(bounded));
        }
    }

    /// <summary>Whether all values are numbers, and finite ones.</summary>
    /// <param name="values">Any values.</param>
    public static bool IsFinite(ReadOnlySpan<float> values)
    {
        // Nothing times zero is zero, but for what is no finite number.
        Vector<float> sum = Vector<float>.Zero;
        int i = 0;
        for (; i + Vector<float>.Count <= values.Length; i += Vector<float>.Count) sum += new Vector<float>(values[i..]) * 0;
        float rest = Vector.Sum(sum);
        for (; i < values.Length; i++) rest += values[i] * 0;
        return rest == 0;
    }

    /// <summary>Bytes to network values: b / 127.5 − 1. <see cref="ToBytes"/> gives every byte back.</summary>
    /// <param name="bytes">Values 0 … 255.</param>
    /// <param name="unit">Receives as many values in [−1, 1] as there are bytes.</param>
    public static void ToUnit(ReadOnlySpan<byte> bytes, Span<float> unit)
    {
        unit = unit[..bytes.Length];
        for (int i = 0; i < bytes.Length; i++) unit[i] = bytes[i] / 127.5f - 1;
    }
}
