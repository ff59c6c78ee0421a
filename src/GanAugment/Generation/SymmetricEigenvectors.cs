namespace GanAugment.Generation;

/// <summary>Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's cyclic rotations: the same bits on every machine, and orthonormal to
/// rounding.</summary>
internal static class SymmetricEigenvectors
{
    private const int MostSweeps = 60;

    /// <summary>The pairs, largest value first.</summary>
    /// <param name="matrix">[n][i + 1]: the lower triangle of a symmetric matrix; is not changed.</param>
    /// <returns>Values [n], and vectors [n][n], one vector per value, of length 1.</returns>
    public static (double[] Values, double[][] Vectors) Of(double[][] matrix)
    {
        int n = matrix.Length;
        double[][] a = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => matrix[Math.Max(i, j)][Math.Min(i, j)]).ToArray())];
        // Row k holds the k-th vector, so that a rotation runs along contiguous memory.
        double[][] vectors = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => i == j ? 1.0 : 0).ToArray())];
        for (int sweep = 0; sweep < MostSweeps && !IsDiagonal(a); sweep++)
            for (int p = 0; p < n; p++)
                for (int q = p + 1; q < n; q++)
                    if (a[p][q] != 0) Rotate(a, vectors, p, q);
        int[] order = [.. Enumerable.Range(0, n).OrderByDescending(i => a[i][i])];
        return ([.. order.Select(i => a[i][i])], [.. order.Select(i => vectors[i])]);
    }

    // Golub and Van Loan, "Matrix Computations", §8.5: the rotation by the smaller of the two angles that make a[p][q] zero.
    private static void Rotate(double[][] a, double[][] vectors, int p, int q)
    {
        double ratio = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double tangent = (ratio >= 0 ? 1 : -1) / (Math.Abs(ratio) + Math.Sqrt(1 + ratio * ratio));
        double cosine = 1 / Math.Sqrt(1 + tangent * tangent), sine = tangent * cosine;
        for (int k = 0; k < a.Length; k++) (a[k][p], a[k][q]) = (cosine * a[k][p] - sine * a[k][q], sine * a[k][p] + cosine * a[k][q]);
        Turn(a[p], a[q], cosine, sine);
        Turn(vectors[p], vectors[q], cosine, sine);
        a[p][q] = a[q][p] = 0;
    }

    private static void Turn(double[] p, double[] q, double cosine, double sine)
    {
        for (int k = 0; k < p.Length; k++) (p[k], q[k]) = (cosine * p[k] - sine * q[k], sine * p[k] + cosine * q[k]);
    }

    private static bool IsDiagonal(double[][] a)
    {
        double diagonal = 0, rest = 0;
        for (int i = 0; i < a.Length; i++)
            for (int j = 0; j < a.Length; j++)
                if (i == j) diagonal += a[i][j] * a[i][j];
                else rest += a[i][j] * a[i][j];
        // Written so that NaN goes on and ends with the sweeps.
        return rest <= diagonal * 1e-30;
    }
}
