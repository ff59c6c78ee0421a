using System.Numerics;
using System.Runtime.InteropServices;

namespace GanAugment.Transforms.Comparison.Trials;

/// <summary>Synthetic minority over-sampling (Chawla et al. 2002): points between a row and one of its nearest neighbours of the class.</summary>
/// <param name="vectors">All rows [N][D].</param>
/// <param name="own">The rows of the class, at least one.</param>
internal sealed class Smote(float[][] vectors, int[] own)
{
    private const int Neighbours = 5;

    private readonly Dictionary<int, int[]> nearest = [];

    /// <summary>One point for each base.</summary>
    /// <param name="bases">Rows of the class.</param>
    /// <param name="draws">Where the random numbers come from.</param>
    public float[][] Make(int[] bases, ref DrawStream draws)
    {
        var made = new float[bases.Length][];
        for (int n = 0; n < made.Length; n++)
        {
            int[] near = Nearest(bases[n]);
            float[] a = vectors[bases[n]];
            // A class of one row has no neighbour; its row stands again.
            float[] b = near.Length == 0 ? a : vectors[near[draws.Below(near.Length)]];
            float along = (float)draws.Unit();
            made[n] = new float[a.Length];
            for (int i = 0; i < a.Length; i++) made[n][i] = a[i] + along * (b[i] - a[i]);
        }

        return made;
    }

    private int[] Nearest(int row)
    {
        if (nearest.TryGetValue(row, out int[]? known)) return known;
        return nearest[row] = [.. own.Where(i => i != row).OrderBy(i => Square(vectors[row], vectors[i])).ThenBy(i => i).Take(Neighbours)];
    }

    private static double Square(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ReadOnlySpan<Vector<float>> wideA = MemoryMarshal.Cast<float, Vector<float>>(a), wideB = MemoryMarshal.Cast<float, Vector<float>>(b);
        Vector<float> total = default;
        for (int i = 0; i < wideA.Length; i++) total += (wideA[i] - wideB[i]) * (wideA[i] - wideB[i]);
        double sum = Vector.Sum(total);
        for (int i = wideA.Length * Vector<float>.Count; i < a.Length; i++) sum += (double)(a[i] - b[i]) * (a[i] - b[i]);
        return sum;
    }
}
