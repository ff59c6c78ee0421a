using GanAugment.Training.Networks;
using static TorchSharp.torch;

namespace GanAugment.Training.Steps;

/// <summary>One batch for the discriminator: as many fakes as reals, in one pass.</summary>
internal sealed class DiscriminatorPhase(BigGanGenerator generator, BigGanDiscriminator discriminator, IBatches batches, int batchSize)
{
    /// <summary>Adds the gradient of the loss, times <paramref name="weight"/>, to the discriminator's.</summary>
    /// <param name="batch">The number of this batch among all batches of all phases: addresses latents and augmentation.</param>
    /// <param name="position">How many real images were shown before.</param>
    /// <param name="weight">One over the number of accumulated batches.</param>
    /// <param name="augment">What D's inputs go through.</param>
    public PhaseFigures Accumulate(long batch, long position, double weight, DifferentiableAugment augment)
    {
        using var scope = NewDisposeScope();
        var (real, realClasses) = batches.Real(position, batchSize); // [N, C, H, W], [N, K]
        var (z, fakeClasses) = batches.Latent(batch * batchSize, batchSize); // [N, Z], [N, K]
        Tensor fake;
        using (no_grad()) fake = generator.call(z, fakeClasses); // [N, C, H, W]

        Tensor shown = augment.Apply(cat([fake, real], 0), batch); // [2N, C, H, W]
        Tensor logits = discriminator.call(shown, cat([fakeClasses, realClasses], 0)); // [2N, 1]
        Tensor fakeLogits = logits.narrow(0, 0, batchSize), realLogits = logits.narrow(0, batchSize, batchSize); // [N, 1] each
        Tensor loss = HingeLoss.Real(realLogits) + HingeLoss.Fake(fakeLogits); // []
        (loss * weight).backward();
        return new PhaseFigures(loss.item<float>(), (realLogits.mean() - fakeLogits.mean()).item<float>());
    }
}
