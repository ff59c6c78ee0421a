using static TorchSharp.torch;

namespace GanAugment.Training.Steps;

/// <summary>Changes what the discriminator sees, real and generated alike; gradients pass through to the generator.</summary>
internal interface IAugmentation
{
    /// <summary>Augments a batch.</summary>
    /// <param name="x">Images [N, C, H, W] in [−1, 1].</param>
    /// <param name="batch">The number of the batch; the same number gives the same changes.</param>
    /// <returns>[N, C, H, W].</returns>
    Tensor Apply(Tensor x, long batch);
}
