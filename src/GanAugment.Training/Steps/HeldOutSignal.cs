using GanAugment.Training.Networks;
using static TorchSharp.torch;

namespace GanAugment.Training.Steps;

/// <summary>How much better D knows its training images than images of the same classes that it has never seen (Karras et al. 2020, r_v).</summary>
/// <param name="discriminator">D; stays as it is.</param>
/// <param name="training">The training images.</param>
/// <param name="heldOut">Images kept away from training, at least one.</param>
/// <param name="count">How many of each are asked about.</param>
/// <param name="seed">The run's seed.</param>
internal sealed class HeldOutSignal(BigGanDiscriminator discriminator, Batches training, Batches heldOut, int count, long seed)
{
    private readonly NamedStream stream = new(seed, "held-out signal");
    private readonly ILookup<int, int> members = Enumerable.Range(0, training.Labels.Count).ToLookup(i => training.Labels[i]);

    /// <summary>Measures.</summary>
    /// <param name="step">Steps done; the same step asks about the same images.</param>
    /// <param name="augment">What D's inputs go through.</param>
    /// <param name="told">What D is told of classes.</param>
    /// <param name="fakeMean">Mean D(generated), as training saw it.</param>
    /// <returns>From −1 to 1; 0 where D cannot tell training images from generated ones.</returns>
    public double Measure(int step, IAugmentation augment, Func<Tensor, Tensor> told, double fakeMean)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        var draws = stream.At(step);
        int[] unseen = new int[count], seen = new int[count], labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            unseen[i] = draws.Below(heldOut.Labels.Count);
            labels[i] = heldOut.Labels[unseen[i]];
            // A class that D knows well and of which nothing is held out must not look like overfitting.
            int[] same = [.. members[labels[i]]];
            seen[i] = same[draws.Below(same.Length)];
        }

        // Before 0: no batch of training has this number.
        Tensor x = augment.Apply(cat([training.Images(seen), heldOut.Images(unseen)], 0), -1 - step); // [2N, C, H, W]
        Tensor y = told(training.OneHot([.. labels, .. labels])); // [2N, K]
        bool trains = discriminator.training;
        discriminator.eval();
        Tensor logits = discriminator.call(x, y); // [2N, 1]
        discriminator.train(trains);
        double seenMean = logits.narrow(0, 0, count).mean().item<float>(), unseenMean = logits.narrow(0, count, count).mean().item<float>();
        return seenMean > fakeMean ? Math.Clamp((seenMean - unseenMean) / (seenMean - fakeMean), -1, 1) : 0;
    }
}
