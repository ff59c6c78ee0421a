using GanAugment.Data;
using GanAugment.Training.Networks;
using static TorchSharp.torch;

namespace GanAugment.Training.Watch;

/// <summary>What the discriminator says of real images that it trains on, and of real images that it has never seen. Where the first are real to it and the
/// second are not, it has learned its images by heart (Brock et al. 2019, section 4.2).</summary>
internal sealed class DiscriminatorGauge
{
    private const int MostImages = 256, BatchSize = 64;

    private readonly (Batches Images, int[] Indices) training;
    private readonly (Batches Images, int[] Indices) heldOut;

    /// <summary>Chooses the images to ask about: up to 256 of each kind, spread evenly over the classes, in the same class proportions.</summary>
    /// <param name="batches">The images of training.</param>
    /// <param name="plan">The run.</param>
    /// <param name="held">The images held out; possibly none.</param>
    /// <param name="device">Where tensors are made.</param>
    public DiscriminatorGauge(Batches batches, TrainingPlan plan, ILabelledImageSource held, Device device)
    {
        heldOut = (new Batches(held, plan, device), Spread(held.Labels, plan.Network.Classes));
        int[] asked = new int[plan.Network.Classes];
        foreach (int i in heldOut.Indices) asked[held.Labels[i]]++;
        // A class that D knows well and that is not held out must not look like learning by heart.
        training = (batches, heldOut.Indices.Length == 0 ? Spread(batches.Labels, plan.Network.Classes)
            : [.. Enumerable.Range(0, batches.Labels.Count).Where(i => asked[batches.Labels[i]]-- > 0)]);
    }

    /// <summary>Asks. The discriminator stays as it is.</summary>
    public DiscriminatorJudgement Ask(BigGanDiscriminator discriminator)
    {
        bool trains = discriminator.training;
        discriminator.eval();
        var (trainingMean, trainingShare) = Ask(discriminator, training);
        var (mean, share) = Ask(discriminator, heldOut);
        discriminator.train(trains);
        return new DiscriminatorJudgement(trainingMean!.Value, trainingShare!.Value, mean, share);
    }

    private static (double? Mean, double? Share) Ask(BigGanDiscriminator discriminator, (Batches Images, int[] Indices) set)
    {
        if (set.Indices.Length == 0) return (null, null);
        using var guard = no_grad();
        double sum = 0;
        int above = 0;
        foreach (int[] part in set.Indices.Chunk(BatchSize))
        {
            using var scope = NewDisposeScope();
            Tensor y = set.Images.OneHot(Array.ConvertAll(part, i => set.Images.Labels[i])); // [N, K]
            float[] logits = discriminator.call(set.Images.Images(part), y).cpu().data<float>().ToArray(); // [N, 1]
            foreach (float logit in logits)
            {
                sum += logit;
                if (logit > 0) above++;
            }
        }

        return (sum / set.Indices.Length, above / (double)set.Indices.Length);
    }

    // The first images of each class, classes in turn.
    private static int[] Spread(IReadOnlyList<int> labels, int classes)
    {
        var members = new List<int>[classes];
        for (int c = 0; c < classes; c++) members[c] = [];
        for (int i = 0; i < labels.Count; i++) members[labels[i]].Add(i);
        List<int> chosen = [];
        for (int round = 0; chosen.Count < MostImages && members.Any(m => m.Count > round); round++)
            chosen.AddRange(members.Where(m => m.Count > round).Select(m => m[round]));
        return [.. chosen.Take(MostImages).Order()];
    }
}
