using GanAugment.Generation;
using GanAugment.Training.Networks;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace GanAugment.Training.Initial;

/// <summary>Finds, for a class of real images, the class of a generator whose images are most like them.</summary>
/// <remarks>Both are means of features of the run's probe, a small classifier of the new classes; their squared distance counts every feature in units of its
/// variance within real classes.</remarks>
internal sealed class NearestClasses
{
    private const int MostReals = 64, MostFakes = 32, AllFakes = 4096, BatchSize = 64;

    private readonly Func<Tensor, float[]> features;
    private readonly Batches batches;
    private readonly double[][] known;

    /// <summary>Generates images of every class and reads their features.</summary>
    /// <param name="generator">In evaluation mode, on the device of the features.</param>
    /// <param name="features">[N, C, R, R] → N · features.</param>
    /// <param name="batches">The real images.</param>
    /// <param name="network">The networks that will be trained, whose images the features are of.</param>
    /// <param name="seed">The run's seed.</param>
    public NearestClasses(BigGanGenerator generator, Func<Tensor, float[]> features, Batches batches, BigGanSpec network, long seed)
    {
        (this.features, this.batches) = (features, batches);
        var latents = new LatentStream(new NamedStream(seed, "nearest classes").Seed);
        int classes = generator.Spec.Classes, size = generator.Spec.LatentSize, count = Math.Clamp(AllFakes / classes, 4, MostFakes);
        known = new double[classes][];
        Device device = generator.parameters().First().device;
        for (int c = 0; c < classes; c++)
        {
            using var guard = no_grad();
            using var scope = NewDisposeScope();
            var z = new float[count * size];
            for (int i = 0; i < count; i++) latents.Fill(c, i, z.AsSpan(i * size, size));
            Tensor y = zeros(count, classes, device: device); // [N, K]
            y.narrow(1, c, 1).fill_(1);
            Tensor made = generator.call(tensor(z, [count, size], device: device), y); // [N, C', R', R']
            known[c] = Mean(features(Like(made, network)), count);
        }
    }

    /// <summary>The nearest class of the generator.</summary>
    /// <param name="label">The class of the real images.</param>
    public int Of(int label)
    {
        int[] images = [.. Enumerable.Range(0, batches.Labels.Count).Where(i => batches.Labels[i] == label).Take(MostReals)];
        float[] read = [.. images.Chunk(BatchSize).SelectMany(part =>
        {
            using var scope = NewDisposeScope();
            return features(batches.Images(part));
        })];
        double[] mean = Mean(read, images.Length), variance = new double[mean.Length];
        for (int i = 0; i < read.Length; i++) variance[i % mean.Length] += Math.Pow(read[i] - mean[i % mean.Length], 2) / images.Length;
        // A class of one image has no variance; every feature then counts alike.
        double floor = variance.Average() + 1e-6;
        return Enumerable.Range(0, known.Length).MinBy(c => mean.Select((m, f) => Math.Pow(m - known[c][f], 2) / (variance[f] + floor)).Sum());
    }

    // Images of another size or kind, as near as can be: [N, C', R', R'] → [N, C, R, R].
    private static Tensor Like(Tensor images, BigGanSpec network)
    {
        int channels = network.ImageChannels;
        if (images.shape[1] != channels)
            images = channels == 1 ? images.narrow(1, 0, 3).mean([1], true)
                : channels < images.shape[1] ? images.narrow(1, 0, channels)
                : images.shape[1] == 1 ? images.expand(-1, channels, -1, -1) : cat([images, ones_like(images.narrow(1, 0, 1))], 1);
        return images.shape[2] == network.Resolution ? images : F.interpolate(images, [network.Resolution, network.Resolution],
            mode: InterpolationMode.Bilinear, align_corners: false);
    }

    private static double[] Mean(float[] values, int count)
    {
        var mean = new double[values.Length / count];
        for (int i = 0; i < values.Length; i++) mean[i % mean.Length] += values[i] / (double)count;
        return mean;
    }
}
