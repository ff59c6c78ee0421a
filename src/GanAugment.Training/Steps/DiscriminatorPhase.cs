using GanAugment.Training.Networks;
using static TorchSharp.torch;

namespace GanAugment.Training.Steps;

/// <summary>One batch for the discriminator: as many fakes as reals, and whatever else the training aids want judged, in one pass.</summary>
internal sealed class DiscriminatorPhase(BigGanGenerator generator, BigGanDiscriminator discriminator, IBatches batches, TrainingAids aids, int batchSize)
{
    /// <summary>Adds the gradient of the loss, times the batch's weight, to the discriminator's.</summary>
    public PhaseFigures Accumulate(MicroBatch at)
    {
        using var scope = NewDisposeScope();
        var (real, y) = batches.Real(at.Shown, batchSize); // [N, C, H, W], [N, K]
        Tensor realClasses = aids.Told(y, at.Step); // [N, K]
        if (aids.Mirror is { } mirror) real = mirror.Apply(real, at.Shown);
        var (fake, near, fakeClasses) = Generate(at, ref real, realClasses);

        // Everything to be judged, part by part.
        IAugmentation augment = aids.Augmentation(at.Step);
        Tensor shown = augment.Apply(cat([fake, real], 0), at.Number); // [2N, C, H, W]
        List<Tensor> images = [shown], classes = [fakeClasses, realClasses];
        // Neighbours are changed as the fakes are, and so beside the same reals.
        if (near is not null) Judge(augment.Apply(cat([near, real], 0), at.Number).narrow(0, 0, batchSize), fakeClasses);
        if (aids.FakeConsistency > 0) Judge(aids.Consistency!.Copies(shown.narrow(0, 0, batchSize), 2 * at.Number), fakeClasses);
        if (aids.RealConsistency > 0) Judge(aids.Consistency!.Copies(shown.narrow(0, batchSize, batchSize), 2 * at.Number + 1), realClasses);
        Tensor logits = discriminator.call(images.Count == 1 ? shown : cat(images, 0), cat(classes, 0)); // [parts · N, 1]
        int part = 0;
        Tensor Next() => logits.narrow(0, batchSize * (long)part++, batchSize); // [N, 1]
        Tensor fakeLogits = Next(), realLogits = Next();

        Tensor loss = aids.Loss.Real(realLogits) + aids.Loss.Fake(fakeLogits); // []
        if (near is not null) loss += Consistency.Penalty(fakeLogits, Next(), aids.LatentConsistencyOfDiscriminator);
        if (aids.FakeConsistency > 0) loss += Consistency.Penalty(fakeLogits, Next(), aids.FakeConsistency);
        if (aids.RealConsistency > 0) loss += Consistency.Penalty(realLogits, Next(), aids.RealConsistency);
        if (aids.LeCam?.Penalty(realLogits, fakeLogits, at.Step) is { } penalty) loss += penalty;
        aids.Observe(realLogits, fakeLogits);
        (loss * at.Weight).backward();
        return new PhaseFigures(loss.item<float>(), (realLogits.mean() - fakeLogits.mean()).item<float>());

        void Judge(Tensor x, Tensor y)
        {
            images.Add(x);
            classes.Add(y);
        }
    }

    // Fakes, their neighbours and what passes for real, in one pass of the generator.
    private (Tensor Fake, Tensor? Near, Tensor Classes) Generate(MicroBatch at, ref Tensor real, Tensor realClasses)
    {
        using var guard = no_grad();
        var (z, y) = batches.Latent(at.Number * batchSize, batchSize); // [N, Z], [N, K]
        Tensor fakeClasses = aids.Told(y, at.Step); // [N, K]
        List<Tensor> latents = [z], classes = [fakeClasses];
        bool wantsNear = aids.LatentConsistencyOfDiscriminator > 0;
        if (wantsNear)
        {
            latents.Add(aids.LatentConsistency!.Near(z, at.Number));
            classes.Add(fakeClasses);
        }

        int[] places = aids.PseudoReals?.Places(at.Number, batchSize) ?? [];
        if (places.Length > 0)
        {
            latents.Add(aids.PseudoReals!.Latents(at.Number, places, batchSize, z.device));
            classes.Add(realClasses.index_select(0, tensor(Array.ConvertAll(places, p => (long)p), [places.Length], device: z.device)));
        }

        Tensor made = generator.call(cat(latents, 0), cat(classes, 0)); // [N (+ N) (+ places), C, H, W]
        if (places.Length > 0) real = PseudoReals.Replace(real, places, made.narrow(0, made.shape[0] - places.Length, places.Length));
        return (made.narrow(0, 0, batchSize), wantsNear ? made.narrow(0, batchSize, batchSize) : null, fakeClasses);
    }
}
