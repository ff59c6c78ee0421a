using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Training.Networks;
using GanAugment.Training.Steps;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace GanAugment.Training;

/// <summary>Measures a generator while it trains, cheaply and always alike: how far its images are from the training images, class by class, in the features
/// of a small classifier.</summary>
/// <remarks>
/// The classifier is trained on the training images only, in seconds, from the run's seed. Per class and feature, real and generated images give a mean and a
/// standard deviation;
/// the distance is the mean over classes and features of (μr − μg)² + (σr − σg)², in units of the real images' within-class variance: the Fréchet distance of
/// independent normals (Heusel et al. 2017).
/// It serves to choose the best snapshot of one run. It cannot see a generator that learned the training images by heart, and is not comparable between runs
/// on different data.
/// </remarks>
internal sealed class QualityProbe : IDisposable
{
    private const int BatchSize = 32;

    // How many images of the average class a class's own few images are worth in its real variance.
    private const int VarianceShrinkage = 8;

    private readonly ProbeNetwork network;
    private readonly Batches batches;
    private readonly LatentStream latents;
    private readonly double[][] means;
    private readonly double[][] deviations;
    private readonly double[] units;

    /// <summary>Trains the classifier and takes the statistics of the real images.</summary>
    public QualityProbe(ILabelledImageSource data, Batches batches, TrainingPlan plan, Device device)
    {
        this.batches = batches;
        int classes = plan.Network.Classes;
        long seed = plan.Options.Seed;
        latents = new LatentStream(new NamedStream(seed, "probe latents").Seed);
        network = new ProbeNetwork(plan.Network.ImageChannels, classes);
        Initialization.Fill(network, seed, "probe");
        network.to(device);
        Train(new DrawOrder(ClassSampling.Uniform, data, seed, "probe images"), plan.Options.ProbeSteps);

        // Some hundred images tell the moments of a class; of many classes fewer must do.
        int most = Math.Clamp(16384 / classes, 32, 256);
        int[][] members = [.. Enumerable.Range(0, classes).Select(c => Enumerable.Range(0, data.Labels.Count).Where(i =>
            data.Labels[i] == c).Take(most).ToArray())];
        var statistics = members.Select(indices => Moments(FeaturesOf(indices))).ToArray();
        means = [.. statistics.Select(s => s.Mean)];
        units = new double[ProbeNetwork.FeatureCount];
        for (int f = 0; f < units.Length; f++) units[f] = statistics.Average(s => s.Variance[f]) + 1e-6;
        // A class of one image has no variance of its own; unshrunk, it would ask the generator to repeat that image.
        deviations = [.. statistics.Select((s, c) => s.Variance.Select((v, f) =>
            Math.Sqrt((members[c].Length * v + VarianceShrinkage * units[f]) / (members[c].Length + VarianceShrinkage))).ToArray())];
    }

    /// <summary>The distance; 0 is perfect.</summary>
    /// <param name="generator">In evaluation mode.</param>
    public double Measure(BigGanGenerator generator)
    {
        var samples = new ClassSamples(generator, latents, batches);
        int count = ClassSamples.PerClass(ClassSamples.DefaultImages, means.Length);
        return Distance([.. Enumerable.Range(0, means.Length).Select(c => samples.Collect(c, count, Features))]);
    }

    /// <summary>Samples of a generator on the latents that every measurement uses.</summary>
    public ClassSamples Sample(BigGanGenerator generator) => new(generator, latents, batches);

    /// <summary>The distance of samples by their features.</summary>
    /// <param name="samples">[K][N, FeatureCount].</param>
    public double Distance(IReadOnlyList<float[]> samples)
    {
        double total = 0;
        for (int c = 0; c < means.Length; c++)
        {
            var (mean, variance) = Moments(samples[c]);
            for (int f = 0; f < units.Length; f++)
            {
                double apart = means[c][f] - mean[f], spread = deviations[c][f] - Math.Sqrt(variance[f]);
                total += (apart * apart + spread * spread) / units[f];
            }
        }

        return total / (means.Length * units.Length);
    }

    /// <summary>The features of images: [N, C, R, R] → [N, FeatureCount].</summary>
    public float[] Features(Tensor images)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        return network.Features(images).cpu().data<float>().ToArray();
    }

    /// <summary>Releases the classifier.</summary>
    public void Dispose() => network.Dispose();

    private void Train(DrawOrder order, int steps)
    {
        using var optimizer = new AdamOptimizer(network, 1e-3, 0.9, 0.999, 1e-8);
        for (int step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            var draws = Enumerable.Range(0, BatchSize).Select(i => order.At((long)step * BatchSize + i)).ToArray();
            Tensor labels = tensor(Array.ConvertAll(draws, d => (long)d.Class), [BatchSize], device: network.parameters().First().device); // [N]
            optimizer.ZeroGradients();
            F.cross_entropy(network.call(batches.Images(Array.ConvertAll(draws, d => d.Image))), labels).backward();
            optimizer.Step();
        }
    }

    // In parts, for memory's sake: large images in great number are large.
    private float[] FeaturesOf(int[] indices) => [.. indices.Chunk(ClassSamples.BatchSize).SelectMany(part =>
    {
        using var scope = NewDisposeScope();
        return Features(batches.Images(part));
    })];

    private static (double[] Mean, double[] Variance) Moments(float[] features)
    {
        const int Length = ProbeNetwork.FeatureCount;
        int count = features.Length / Length;
        var mean = new double[Length];
        var variance = new double[Length];
        for (int i = 0; i < features.Length; i++) mean[i % Length] += features[i] / (double)count;
        for (int i = 0; i < features.Length; i++) variance[i % Length] += Math.Pow(features[i] - mean[i % Length], 2) / count;
        return (mean, variance);
    }
}
