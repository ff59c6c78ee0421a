using GanAugment.Training.Networks;
using static TorchSharp.torch;

namespace GanAugment.Training.Steps;

/// <summary>One batch for the generator.</summary>
internal sealed class GeneratorPhase(BigGanGenerator generator, BigGanDiscriminator discriminator, IBatches batches, int batchSize)
{
    /// <summary>Adds the gradient of the loss, times <paramref name="weight"/>, to the generator's.</summary>
    /// <param name="batch">The number of this batch among all batches of all phases: addresses latents and augmentation.</param>
    /// <param name="weight">One over the number of accumulated batches.</param>
    /// <param name="augment">What D's inputs go through.</param>
    public PhaseFigures Accumulate(long batch, double weight, DifferentiableAugment augment)
    {
        using var scope = NewDisposeScope();
        var (z, classes) = batches.Latent(batch * batchSize, batchSize); // [N, Z], [N, K]
        Tensor fake = augment.Apply(generator.call(z, classes), batch); // [N, C, H, W]
        Tensor loss = HingeLoss.Generator(discriminator.call(fake, classes)); // []
        (loss * weight).backward();
        return new PhaseFigures(loss.item<float>(), null);
    }
}
