namespace GanAugment.Training;

/// <summary>How exactly products are computed. Weights, sums and everything saved are single precision always; the tensor library has no automatic half
/// precision.</summary>
public enum Precision
{
    /// <summary>Single precision throughout.</summary>
    Float32,

    /// <summary>Convolutions and matrix products on a CUDA device round their factors to 10 bits (TensorFloat-32): several times as fast on recent ones, and
    /// what the published networks are commonly trained with.</summary>
    TensorFloat32,
}
