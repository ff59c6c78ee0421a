using static TorchSharp.torch;

namespace GanAugment.Training;

/// <summary>Sets how exactly a CUDA device computes products, for the time of a run. The setting is the whole process's, so it is put back.</summary>
internal sealed class PrecisionScope : IDisposable
{
    private readonly (bool Products, bool Convolutions)? before;

    /// <summary>Sets the precision; on a processor there is nothing to set.</summary>
    public PrecisionScope(Precision precision, bool onCuda)
    {
        if (!onCuda) return;
        before = (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32);
        // The library's own default rounds in convolutions, not in products: say both.
        Set(precision == Precision.TensorFloat32, precision == Precision.TensorFloat32);
    }

    /// <summary>Puts back what was set before.</summary>
    public void Dispose()
    {
        if (before is var (products, convolutions)) Set(products, convolutions);
    }

    private static void Set(bool products, bool convolutions) =>
        (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32) = (products, convolutions);
}
