using System.Numerics;

namespace GanAugment.Evaluation;

/// <summary>Figures of all pairs of some vectors of one set and some of another, in double precision. Vectors are read once for a tile of pairs instead of once
/// for each, and eight pairs are summed at a time. The order of additions is fixed, so the same machine gives the same bits. Not for two threads at
/// once.</summary>
/// <param name="length">D, the length of a vector.</param>
internal sealed class PairTile(int length)
{
    /// <summary>The most vectors on a side of a tile.</summary>
    public const int Side = 32;

    // Values of a vector at a time: two sides of a tile stay in the second cache. A multiple of every vector width.
    private const int Chunk = 256;

    private readonly double[] left = new double[Side * Chunk], right = new double[Side * Chunk]; // [Side, Chunk]
    private readonly double[] values = new double[Side * Side]; // [Side, Side]

    /// <summary>The figure of a pair of the last tile.</summary>
    public double this[int row, int column] => values[row * Side + column];

    /// <summary>Σ aᵢ·bᵢ of every pair.</summary>
    /// <param name="a">[N, D].</param>
    /// <param name="rowsA">At most <see cref="Side"/> of its rows.</param>
    /// <param name="b">[M, D].</param>
    /// <param name="rowsB">At most <see cref="Side"/> of its rows.</param>
    public void Dots(ReadOnlySpan<float> a, ReadOnlySpan<int> rowsA, ReadOnlySpan<float> b, ReadOnlySpan<int> rowsB) =>
        Compute<Product>(a, rowsA, b, rowsB);

    /// <summary>Σ (aᵢ − bᵢ)² of every pair; numbers of a grid give exact ties.</summary>
    /// <inheritdoc cref="Dots"/>
    public void SquaredDistances(ReadOnlySpan<float> a, ReadOnlySpan<int> rowsA, ReadOnlySpan<float> b, ReadOnlySpan<int> rowsB) =>
        Compute<SquaredDifference>(a, rowsA, b, rowsB);

    private void Compute<TTerm>(ReadOnlySpan<float> a, ReadOnlySpan<int> rowsA, ReadOnlySpan<float> b, ReadOnlySpan<int> rowsB)
        where TTerm : struct, ITerm
    {
        Array.Clear(values);
        for (int from = 0; from < length; from += Chunk)
        {
            int count = Math.Min(Chunk, length - from), width = Vector<double>.Count, end = (count + width - 1) / width * width;
            Fill(left, a, rowsA, from, count, end);
            Fill(right, b, rowsB, from, count, end);
            // Rows beyond those given are read too; nobody looks at what comes of them.
            for (int i = 0; i < rowsA.Length; i += 2)
                for (int j = 0; j < rowsB.Length; j += 4)
                    AddPairs<TTerm>(i, j, (nuint)end);
        }
    }

    private void Fill(double[] side, ReadOnlySpan<float> set, ReadOnlySpan<int> rows, int from, int count, int end)
    {
        for (int r = 0; r < rows.Length; r++)
        {
            ReadOnlySpan<float> source = set.Slice(rows[r] * length + from, count);
            Span<double> target = side.AsSpan(r * Chunk, count);
            for (int i = 0; i < source.Length; i++) target[i] = source[i];
            // Zeros behind the last values of a vector add nothing.
            side.AsSpan(r * Chunk + count, end - count).Clear();
        }
    }

    // Eight sums hide the latency of an addition, and six vectors are read for them.
    private void AddPairs<TTerm>(int row, int column, nuint end)
        where TTerm : struct, ITerm
    {
        ref double a = ref left[row * Chunk], b = ref right[column * Chunk];
        Vector<double> s00 = default, s01 = default, s02 = default, s03 = default, s10 = default, s11 = default, s12 = default, s13 = default;
        for (nuint i = 0; i < end; i += (nuint)Vector<double>.Count)
        {
            Vector<double> a0 = Vector.LoadUnsafe(ref a, i), a1 = Vector.LoadUnsafe(ref a, i + Chunk);
            Vector<double> b0 = Vector.LoadUnsafe(ref b, i), b1 = Vector.LoadUnsafe(ref b, i + Chunk);
            Vector<double> b2 = Vector.LoadUnsafe(ref b, i + 2 * Chunk), b3 = Vector.LoadUnsafe(ref b, i + 3 * Chunk);
            s00 += TTerm.Of(a0, b0);
            s01 += TTerm.Of(a0, b1);
            s02 += TTerm.Of(a0, b2);
            s03 += TTerm.Of(a0, b3);
            s10 += TTerm.Of(a1, b0);
            s11 += TTerm.Of(a1, b1);
            s12 += TTerm.Of(a1, b2);
            s13 += TTerm.Of(a1, b3);
        }

        Add(row, column, s00, s01, s02, s03);
        Add(row + 1, column, s10, s11, s12, s13);
    }

    private void Add(int row, int column, Vector<double> s0, Vector<double> s1, Vector<double> s2, Vector<double> s3)
    {
        Span<double> four = values.AsSpan(row * Side + column, 4);
        four[0] += Vector.Sum(s0);
        four[1] += Vector.Sum(s1);
        four[2] += Vector.Sum(s2);
        four[3] += Vector.Sum(s3);
    }

    // A term of the sum of a pair.
    private interface ITerm
    {
        static abstract Vector<double> Of(Vector<double> a, Vector<double> b);
    }

    private readonly struct Product : ITerm
    {
        public static Vector<double> Of(Vector<double> a, Vector<double> b) => a * b;
    }

    private readonly struct SquaredDifference : ITerm
    {
        public static Vector<double> Of(Vector<double> a, Vector<double> b) => (a - b) * (a - b);
    }
}
