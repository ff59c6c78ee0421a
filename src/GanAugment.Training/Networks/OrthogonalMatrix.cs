using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GanAugment.Generation;

namespace GanAugment.Training.Networks;

/// <summary>Random matrices with orthonormal rows or columns, by Gram–Schmidt; the same bits on every machine and number of threads.</summary>
internal static class OrthogonalMatrix
{
    // So many vectors of a wide layer (110 KB each) stay in a core's cache while the earlier ones stream past.
    private const int Block = 16;

    /// <summary>A random matrix whose rows (or, when there are more rows than columns, whose columns) are orthonormal.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="normals">The stream of normals.</param>
    /// <returns>rows · columns values, row by row.</returns>
    public static float[] Draw(int rows, int columns, LatentStream normals)
    {
        int vectors = Math.Min(rows, columns), length = Math.Max(rows, columns);
        var basis = new double[vectors][];
        for (int start = 0; start < vectors; start += Block)
        {
            int end = Math.Min(start + Block, vectors), first = start;
            Parallel.For(start, end, v =>
            {
                var draw = new float[length];
                normals.Fill(0, v, draw);
                basis[v] = Array.ConvertAll(draw, x => (double)x);
                Twice(basis, v, 0, first);
            });
            for (int v = start; v < end; v++)
            {
                Twice(basis, v, start, v);
                double norm = Math.Sqrt(Dot(basis[v], basis[v]));
                for (int i = 0; i < length; i++) basis[v][i] /= norm;
            }
        }

        var matrix = new float[checked(rows * columns)];
        for (int r = 0; r < rows; r++)
            for (int c = 0; c < columns; c++)
                matrix[r * columns + c] = (float)(rows <= columns ? basis[r][c] : basis[c][r]);
        return matrix;
    }

    // Removes what vectors from … to span. Once would lose orthogonality to rounding when a vector is nearly spanned already.
    private static void Twice(double[][] basis, int v, int from, int to)
    {
        for (int pass = 0; pass < 2; pass++)
            for (int w = from; w < to; w++)
                Subtract(basis[v], Dot(basis[v], basis[w]), basis[w]);
    }

    // A fixed order of additions: four lanes, then the rest, whatever the processor.
    private static double Dot(double[] a, double[] b)
    {
        ReadOnlySpan<Vector256<double>> left = MemoryMarshal.Cast<double, Vector256<double>>(a), right = MemoryMarshal.Cast<double, Vector256<double>>(b);
        Vector256<double> even = default, odd = default;
        int i = 0;
        for (; i + 1 < left.Length; i += 2)
        {
            even += left[i] * right[i];
            odd += left[i + 1] * right[i + 1];
        }

        if (i < left.Length) even += left[i] * right[i];
        double sum = Vector256.Sum(even + odd);
        for (int rest = left.Length * Vector256<double>.Count; rest < a.Length; rest++) sum += a[rest] * b[rest];
        return sum;
    }

    private static void Subtract(double[] target, double factor, double[] source)
    {
        Span<Vector256<double>> left = MemoryMarshal.Cast<double, Vector256<double>>(target.AsSpan());
        ReadOnlySpan<Vector256<double>> right = MemoryMarshal.Cast<double, Vector256<double>>(source);
        for (int i = 0; i < left.Length; i++) left[i] -= right[i] * factor;
        for (int rest = left.Length * Vector256<double>.Count; rest < target.Length; rest++) target[rest] -= factor * source[rest];
    }
}
