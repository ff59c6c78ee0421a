using static TorchSharp.torch;

namespace GanAugment.Training.Networks;

/// <summary>The kernels of a 3×3 convolution joined with a resampling next to it: their taps are sums of the 3×3 kernel's.</summary>
internal static class JoinedKernel
{
    // Row 2p of the upsampled map lies in row p of x, and the row above it in row p − 1.
    private static readonly float[] PhaseTaps = Taps(16, (row, column, t) => Falls(row, t / 8, t / 2 % 2) && Falls(column, t / 4 % 2, t % 2));

    private static readonly float[] PoolingTaps = [.. Taps(16, (row, column, t) => t / 4 - row is 0 or 1 && t % 4 - column is 0 or 1).Select(tap => tap / 4)];

    /// <summary>Nearest upsampling ×2, then the convolution: one 2×2 kernel for each of the four outputs over a place of x.</summary>
    /// <param name="weight">[out, in, 3, 3].</param>
    /// <returns>[out, in, 2, 2] for the outputs at (2p, 2q), (2p, 2q + 1), (2p + 1, 2q), (2p + 1, 2q + 1). The first row of a kernel reads row p − 1 of x
    /// for outputs in row 2p and row p for those in row 2p + 1; columns likewise.</returns>
    public static Tensor[] AfterUpsampling(Tensor weight)
    {
        using var scope = NewDisposeScope();
        Tensor[] kernels = Combined(weight, PhaseTaps).view(weight.shape[0], weight.shape[1], 4, 2, 2).unbind(2);
        foreach (Tensor kernel in kernels) kernel.MoveToOuterDisposeScope();
        return kernels;
    }

    /// <summary>The convolution, then the mean of 2×2 outputs: a kernel for stride 2 and padding 1.</summary>
    /// <param name="weight">[out, in, 3, 3].</param>
    /// <returns>[out, in, 4, 4].</returns>
    public static Tensor BeforePooling(Tensor weight)
    {
        using var scope = NewDisposeScope();
        return Combined(weight, PoolingTaps).view(weight.shape[0], weight.shape[1], 4, 4).MoveToOuterDisposeScope();
    }

    // [out · in, 9] · [9, taps].
    private static Tensor Combined(Tensor weight, float[] taps) => weight.reshape(-1, 9).matmul(tensor(taps, [9, taps.Length / 9], device: weight.device));

    // Whether a row of the 3×3 kernel falls on a row of the 2×2 kernel of a phase.
    private static bool Falls(int row, int phase, int place) => (row + phase + 1) / 2 == place + phase;

    private static float[] Taps(int count, Func<int, int, int, bool> falls) =>
        [.. Enumerable.Range(0, 9 * count).Select(i => falls(i / count / 3, i / count % 3, i % count) ? 1f : 0)];
}
