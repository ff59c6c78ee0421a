using static TorchSharp.torch;

namespace GanAugment.Training.Tests;

internal static class TensorAssert
{
    /// <summary>Shapes agree, and no element differs by more than a share of the largest expected value.</summary>
    public static void Close(Tensor expected, Tensor actual, double relative = 1e-5, string what = "tensor")
    {
        Assert.Equal(expected.shape, actual.shape);
        using var guard = no_grad();
        float[] e = Values(expected), a = Values(actual);
        double largest = e.Length == 0 ? 0 : e.Max(x => Math.Abs((double)x)), worst = 0;
        for (int i = 0; i < e.Length; i++) worst = Math.Max(worst, Math.Abs((double)e[i] - a[i]));
        Assert.True(worst <= relative * largest + 1e-12, $"{what}: off by {worst:G4}, largest value {largest:G4}");
        Assert.DoesNotContain(a, float.IsNaN);
    }

    public static void Same(Tensor expected, Tensor actual) => Assert.Equal(Values(expected), Values(actual));

    public static float[] Values(Tensor t) => t.detach().cpu().contiguous().data<float>().ToArray();
}
