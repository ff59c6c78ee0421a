using System.Numerics;
using System.Runtime.InteropServices;

namespace GanAugment.Evaluation;

/// <summary>Sums over rows of numbers, several at a time; the order of additions is fixed, so the same machine gives the same bits.</summary>
internal static class Vectors
{
    /// <summary>Σ aᵢ·bᵢ.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ReadOnlySpan<Vector<double>> wideA = MemoryMarshal.Cast<double, Vector<double>>(a), wideB = MemoryMarshal.Cast<double, Vector<double>>(b[..a.Length]);
        // Two sums hide the latency of the addition.
        Vector<double> even = default, odd = default;
        int i = 0;
        for (; i + 1 < wideA.Length; i += 2)
        {
            even += wideA[i] * wideB[i];
            odd += wideA[i + 1] * wideB[i + 1];
        }

        if (i < wideA.Length) even += wideA[i] * wideB[i];
        double sum = Vector.Sum(even + odd);
        for (int rest = wideA.Length * Vector<double>.Count; rest < a.Length; rest++) sum += a[rest] * b[rest];
        return sum;
    }

    /// <summary>Σ (aᵢ − bᵢ)², the differences in double precision too: numbers of a grid give exact ties.</summary>
    public static double SquaredDistance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ReadOnlySpan<Vector<float>> wideA = MemoryMarshal.Cast<float, Vector<float>>(a), wideB = MemoryMarshal.Cast<float, Vector<float>>(b[..a.Length]);
        Vector<double> low = default, high = default;
        for (int i = 0; i < wideA.Length; i++)
        {
            Vector.Widen(wideA[i], out Vector<double> lowA, out Vector<double> highA);
            Vector.Widen(wideB[i], out Vector<double> lowB, out Vector<double> highB);
            lowA -= lowB;
            highA -= highB;
            low += lowA * lowA;
            high += highA * highA;
        }

        double sum = Vector.Sum(low + high);
        for (int i = wideA.Length * Vector<float>.Count; i < a.Length; i++) sum += ((double)a[i] - b[i]) * ((double)a[i] - b[i]);
        return sum;
    }

    /// <summary>target += scale · source.</summary>
    public static void Add(Span<double> target, ReadOnlySpan<double> source, double scale)
    {
        Span<Vector<double>> wide = MemoryMarshal.Cast<double, Vector<double>>(target);
        ReadOnlySpan<Vector<double>> other = MemoryMarshal.Cast<double, Vector<double>>(source[..target.Length]);
        for (int i = 0; i < wide.Length; i++) wide[i] += other[i] * scale;
        for (int rest = wide.Length * Vector<double>.Count; rest < target.Length; rest++) target[rest] += source[rest] * scale;
    }
}
