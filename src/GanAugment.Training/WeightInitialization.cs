namespace GanAugment.Training;

/// <summary>How weights of at least two dimensions begin.</summary>
public enum WeightInitialization
{
    /// <summary>Orthonormal rows or columns (Saxe et al. 2014): the paper's choice.</summary>
    Orthogonal,

    /// <summary>Normal with deviation 0.02, as in the authors' CIFAR networks.</summary>
    Normal02,

    /// <summary>Uniform with variance 2 / (fan-in + fan-out) (Glorot and Bengio 2010), as in SAGAN.</summary>
    Xavier,
}
