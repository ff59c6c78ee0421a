namespace GanAugment.Evaluation;

/// <summary>What Fréchet distances need of symmetric positive semi-definite matrices [n, n], row by row, in double precision.</summary>
internal static class SymmetricMatrix
{
    // Below it a loop costs less than handing it out.
    private const int WorthThreads = 192;

    /// <summary>F with A = FᵀF, as [rank, n]: the Cholesky factor with diagonal pivots.</summary>
    /// <remarks>Pivots make it safe where A has no full rank, as covariances of few images or of features that never fire: what is left is then 0 up to
    /// rounding, and ends the factor.</remarks>
    public static double[] Factor(ReadOnlyMemory<double> matrix, int n)
    {
        var left = new double[n]; // The diagonal of what is not factored yet.
        for (int i = 0; i < n; i++) left[i] = matrix.Span[i * n + i];
        double negligible = left.Max() * n * 1e-16;
        var factor = new double[n * n]; // [n, rank so far], row by row
        int rank = 0;
        for (; rank < n; rank++)
        {
            int pivot = Array.IndexOf(left, left.Max()), column = rank;
            // Written so that NaN ends it, too; the caller's trace is NaN then.
            if (!(left[pivot] > negligible)) break;
            double root = Math.Sqrt(left[pivot]);
            For(n, i =>
            {
                double known = Vectors.Dot(factor.AsSpan(i * n, column), factor.AsSpan(pivot * n, column));
                double value = (matrix.Span[pivot * n + i] - known) / root;
                // Row `pivot` is read by the others, up to `column`; no one reads what is written here before the next round.
                factor[i * n + column] = value;
                left[i] = Math.Max(0, left[i] - value * value);
            });
            left[pivot] = 0;
        }

        var transposed = new double[rank * n];
        for (int k = 0; k < rank; k++)
            for (int i = 0; i < n; i++) transposed[k * n + i] = factor[i * n + k];
        return transposed;
    }

    /// <summary>F·A·Fᵀ: [rank, rank].</summary>
    /// <param name="factor">F [rank, n].</param>
    /// <param name="matrix">A [n, n], symmetric.</param>
    /// <param name="n">The side of A.</param>
    public static double[] Sandwich(ReadOnlyMemory<double> factor, ReadOnlyMemory<double> matrix, int n)
    {
        int rank = factor.Length / n;
        var result = new double[rank * rank];
        For(rank, k =>
        {
            var row = new double[n]; // A·F[k]
            for (int i = 0; i < n; i++) row[i] = Vectors.Dot(matrix.Span.Slice(i * n, n), factor.Span.Slice(k * n, n));
            for (int l = 0; l < rank; l++) result[k * rank + l] = Vectors.Dot(row, factor.Span.Slice(l * n, n));
        });
        return result;
    }

    /// <summary>The eigenvalues in no particular order, by Householder reflections to three diagonals and implicit QL steps (Golub and Van Loan, chapter
    /// 8).</summary>
    public static double[] Eigenvalues(ReadOnlySpan<double> matrix, int n)
    {
        if (n == 0) return [];
        var (diagonal, beside) = Tridiagonal(matrix.ToArray(), n);
        Diagonalize(diagonal, beside);
        return diagonal;
    }

    // Destroys a. Each reflection clears a row outside the three diagonals, from the last row up.
    private static (double[] Diagonal, double[] Beside) Tridiagonal(double[] a, int n)
    {
        var diagonal = new double[n];
        var beside = new double[n]; // beside[i] lies between i − 1 and i; beside[0] is unused.
        var direction = new double[n];
        var image = new double[n];
        for (int m = n - 1; m > 0; m--)
        {
            diagonal[m] = a[m * n + m];
            Span<double> v = direction.AsSpan(0, m), w = image.AsSpan(0, m);
            a.AsSpan(m * n, m).CopyTo(v);
            double scale = 0;
            foreach (double x in v) scale = Math.Max(scale, Math.Abs(x));
            if (scale == 0) continue;
            foreach (ref double x in v) x /= scale;
            double norm = Math.CopySign(Math.Sqrt(Vectors.Dot(v, v)), v[m - 1]);
            beside[m] = -scale * norm;
            v[m - 1] += norm;
            double half = norm * v[m - 1]; // vᵀv / 2
            int side = m;
            For(m, i => image[i] = Vectors.Dot(a.AsSpan(i * n, side), direction.AsSpan(0, side)) / half);
            Vectors.Add(w, v, -Vectors.Dot(w, v) / (2 * half));
            For(m, i =>
            {
                Span<double> row = a.AsSpan(i * n, side);
                Vectors.Add(row, image.AsSpan(0, side), -direction[i]);
                Vectors.Add(row, direction.AsSpan(0, side), -image[i]);
            });
        }

        diagonal[0] = a[0];
        return (diagonal, beside);
    }

    private static void Diagonalize(double[] diagonal, double[] beside)
    {
        const int MostSteps = 60;
        int n = diagonal.Length;
        beside.AsSpan(1).CopyTo(beside); // From here on beside[i] lies between i and i + 1.
        beside[n - 1] = 0;
        double largest = 0;
        for (int i = 0; i < n; i++) largest = Math.Max(largest, Math.Abs(diagonal[i]) + Math.Abs(beside[i]));
        for (int first = 0; first < n; first++)
            for (int step = 0; ; step++)
            {
                // Where the matrix falls apart. Relative to the whole: for a trace, small eigenvalues need no relative precision.
                int last = first;
                while (last < n - 1 && Math.Abs(beside[last]) > 1e-17 * largest
                    && Math.Abs(beside[last]) + Math.Abs(diagonal[last]) + Math.Abs(diagonal[last + 1]) != Math.Abs(diagonal[last])
                    + Math.Abs(diagonal[last + 1])) last++;
                if (last == first || step == MostSteps || !double.IsFinite(beside[first])) break;
                double shift = (diagonal[first + 1] - diagonal[first]) / (2 * beside[first]);
                double g = diagonal[last] - diagonal[first] + beside[first] / (shift + Math.CopySign(Hypotenuse(shift, 1), shift));
                double sine = 1, cosine = 1, carried = 0;
                int i = last - 1;
                for (; i >= first; i--)
                {
                    double f = sine * beside[i], b = cosine * beside[i], r = Hypotenuse(f, g);
                    beside[i + 1] = r;
                    if (r == 0)
                    {
                        diagonal[i + 1] -= carried;
                        break;
                    }

                    sine = f / r;
                    cosine = g / r;
                    g = diagonal[i + 1] - carried;
                    r = (diagonal[i] - g) * sine + 2 * cosine * b;
                    carried = sine * r;
                    diagonal[i + 1] = g + carried;
                    g = cosine * r - b;
                }

                beside[last] = 0;
                if (i >= first) continue;
                diagonal[first] -= carried;
                beside[first] = g;
            }
    }

    private static double Hypotenuse(double a, double b) => Math.Sqrt(a * a + b * b);

    private static void For(int count, Action<int> body)
    {
        if (count >= WorthThreads) Parallel.For(0, count, body);
        else
            for (int i = 0; i < count; i++) body(i);
    }
}
