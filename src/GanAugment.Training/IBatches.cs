using static TorchSharp.torch;

namespace GanAugment.Training;

/// <summary>What training draws from: two endless sequences, addressed by position, so that resuming needs no state.</summary>
internal interface IBatches
{
    /// <summary>Draws <paramref name="first"/> … of the sequence of real images.</summary>
    /// <returns>x [count, C, R, R] in [−1, 1] and one-hot y [count, K].</returns>
    (Tensor X, Tensor Y) Real(long first, int count);

    /// <summary>Draws <paramref name="first"/> … of the sequence of latents and classes to generate.</summary>
    /// <returns>z [count, Z] ~ N(0, I) and one-hot y [count, K].</returns>
    (Tensor Z, Tensor Y) Latent(long first, int count);
}
