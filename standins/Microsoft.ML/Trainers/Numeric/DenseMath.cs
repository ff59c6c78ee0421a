using System.Numerics;
using System.Runtime.InteropServices;

namespace Microsoft.ML.Numeric;

/// <summary>Single precision vector arithmetic, in one fixed order of summation.</summary>
internal static class DenseMath
{
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        int width = Vector<float>.Count;
        var va = MemoryMarshal.Cast<float, Vector<float>>(a);
        var vb = MemoryMarshal.Cast<float, Vector<float>>(b[..a.Length]);
        // Four sums hide the latency of the addition.
        Vector<float> s0 = default, s1 = default, s2 = default, s3 = default;
        int i = 0;
        for (; i + 4 <= va.Length; i += 4)
        {
            s0 += va[i] * vb[i];
            s1 += va[i + 1] * vb[i + 1];
            s2 += va[i + 2] * vb[i + 2];
            s3 += va[i + 3] * vb[i + 3];
        }

        for (; i < va.Length; i++)
            s0 += va[i] * vb[i];

        float sum = Vector.Sum(s0 + s1 + (s2 + s3));
        for (int j = va.Length * width; j < a.Length; j++)
            sum += a[j] * b[j];
        return sum;
    }

    public static float NormSquared(ReadOnlySpan<float> a) => Dot(a, a);

    public static float Norm(ReadOnlySpan<float> a) => MathF.Sqrt(Dot(a, a));

    /// <summary>target += scale · source.</summary>
    public static void AddScaled(ReadOnlySpan<float> source, float scale, Span<float> target)
    {
        var vs = MemoryMarshal.Cast<float, Vector<float>>(source);
        var vt = MemoryMarshal.Cast<float, Vector<float>>(target[..source.Length]);
        var factor = new Vector<float>(scale);
        for (int i = 0; i < vs.Length; i++)
            vt[i] += factor * vs[i];
        for (int j = vs.Length * Vector<float>.Count; j < source.Length; j++)
            target[j] += scale * source[j];
    }

    /// <summary>target = first + scale · second.</summary>
    public static void Combine(ReadOnlySpan<float> first, float scale, ReadOnlySpan<float> second, Span<float> target)
    {
        first.CopyTo(target);
        AddScaled(second, scale, target);
    }

    public static void Scale(Span<float> target, float factor)
    {
        var vt = MemoryMarshal.Cast<float, Vector<float>>(target);
        for (int i = 0; i < vt.Length; i++)
            vt[i] *= factor;
        for (int j = vt.Length * Vector<float>.Count; j < target.Length; j++)
            target[j] *= factor;
    }

    /// <summary>target = source drawn towards zero by the threshold, not beyond.</summary>
    public static void Shrink(ReadOnlySpan<float> source, float threshold, Span<float> target)
    {
        var vs = MemoryMarshal.Cast<float, Vector<float>>(source);
        var vt = MemoryMarshal.Cast<float, Vector<float>>(target[..source.Length]);
        Vector<float> high = new(threshold), low = new(-threshold);
        for (int i = 0; i < vs.Length; i++)
            vt[i] = vs[i] - Vector.Min(Vector.Max(vs[i], low), high);
        for (int j = vs.Length * Vector<float>.Count; j < source.Length; j++)
            target[j] = source[j] - Math.Clamp(source[j], -threshold, threshold);
    }

    /// <summary>log Σ exp(values), and −∞ for no values.</summary>
    public static float LogSumExp(ReadOnlySpan<float> values)
    {
        float largest = float.NegativeInfinity;
        foreach (float value in values)
            largest = Math.Max(largest, value);
        if (!float.IsFinite(largest))
            return largest;

        double sum = 0;
        foreach (float value in values)
            sum += Math.Exp(value - largest);
        return (float)(largest + Math.Log(sum));
    }

    public static bool IsFinite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
                return false;
        }

        return true;
    }
}
