using GanAugment.Training.Networks;
using static TorchSharp.torch;

namespace GanAugment.Training.Steps;

/// <summary>One batch for the generator.</summary>
internal sealed class GeneratorPhase(BigGanGenerator generator, BigGanDiscriminator discriminator, IBatches batches, TrainingAids aids, int batchSize)
{
    /// <summary>Adds the gradient of the loss, times the batch's weight, to the generator's.</summary>
    public PhaseFigures Accumulate(MicroBatch at)
    {
        using var scope = NewDisposeScope();
        var (z, y) = batches.Latent(at.Number * batchSize, batchSize); // [N, Z], [N, K]
        Tensor classes = aids.Told(y, at.Step); // [N, K]
        bool spreads = aids.LatentConsistencyOfGenerator > 0;
        Tensor made = spreads
            ? generator.call(cat([z, aids.LatentConsistency!.Near(z, at.Number)], 0), cat([classes, classes], 0))
            : generator.call(z, classes); // [N or 2N, C, H, W]
        Tensor fake = spreads ? made.narrow(0, 0, batchSize) : made; // [N, C, H, W]
        Tensor shown = aids.Augmentation(at.Step).Apply(fake, at.Number); // [N, C, H, W]
        Tensor loss = aids.Loss.Generator(discriminator.call(shown, classes)); // []
        if (spreads) loss -= (fake - made.narrow(0, batchSize, batchSize)).square().mean() * aids.LatentConsistencyOfGenerator;
        (loss * at.Weight).backward();
        return new PhaseFigures(loss.item<float>(), null);
    }
}
