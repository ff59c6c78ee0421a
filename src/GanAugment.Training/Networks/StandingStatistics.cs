using GanAugment.Generation;
using static TorchSharp.torch;

namespace GanAugment.Training.Networks;

/// <summary>Replaces a generator's batch statistics by averages over many batches at the truncation that samples will have, so that an image depends on
/// nothing but its own z and class.</summary>
/// <remarks>Brock et al. 2019, appendix B. Statistics of another truncation shift every feature map.</remarks>
internal static class StandingStatistics
{
    /// <summary>Estimates the statistics, classes drawn uniformly, and leaves the generator in evaluation mode.</summary>
    /// <param name="generator">Whose batch norms are set. Weights and singular vectors stay as they are.</param>
    /// <param name="truncation">How z is drawn.</param>
    /// <param name="batches">How many batches are averaged.</param>
    /// <param name="batchSize">Images per batch.</param>
    /// <param name="seed">The run's seed.</param>
    public static void Estimate(BigGanGenerator generator, Truncation truncation, int batches, int batchSize, long seed)
    {
        using var guard = no_grad();
        BigGanSpec spec = generator.Spec;
        var latents = new LatentStream(new NamedStream(seed, "standing statistics").Seed, truncation);
        Device device = generator.parameters().First().device;
        IBatchStatistics[] norms = [.. generator.modules().OfType<IBatchStatistics>()];
        // Nothing but the norms may behave as in training: an advancing power iteration would change the weights under measurement.
        generator.eval();
        foreach (IBatchStatistics norm in norms) norm.Estimating = true;
        for (int batch = 0; batch < batches; batch++)
        {
            using var scope = NewDisposeScope();
            // The weight 1/n of the n-th batch makes the running average the plain mean of all so far.
            foreach (IBatchStatistics norm in norms) norm.Momentum = 1.0 / (batch + 1);
            var z = new float[batchSize * spec.LatentSize];
            var y = new float[batchSize * spec.Classes];
            for (int i = 0; i < batchSize; i++)
            {
                int row = batch * batchSize + i, label = row % spec.Classes;
                latents.Fill(label, row, z.AsSpan(i * spec.LatentSize, spec.LatentSize));
                y[i * spec.Classes + label] = 1;
            }

            generator.call(tensor(z, [batchSize, spec.LatentSize], device: device), tensor(y, [batchSize, spec.Classes], device: device));
        }

        foreach (IBatchStatistics norm in norms) (norm.Momentum, norm.Estimating) = (IBatchStatistics.TrainingMomentum, false);
    }
}
