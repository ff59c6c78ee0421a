using GanAugment.Data;
using GanAugment.Evaluation;
using GanAugment.Training.Networks;
using static TorchSharp.torch;

namespace GanAugment.Training.Watch;

/// <summary>Measures the samples of a snapshot against the training images: Fréchet and kernel distance in the run's own probe and in a chosen feature network,
/// class by class where classes are small, and how varied each class is.</summary>
/// <remarks>Every class is compared with as many training images as samples, as many as the class has up to the measurement's share of it; so both sides have
/// the same class proportions. A key reads metric.reference.number of images.features.</remarks>
internal sealed class SampleMeter
{
    private const string OwnProbe = "ownProbe";

    private readonly TrainingPlan plan;
    private readonly QualityProbe probe;
    private readonly IFeatureExtractor? extractor;
    private readonly int perClass;
    private readonly int[] compared;
    private readonly (string Name, int Length, float[][] Reals)[] features;
    private readonly float[] featureSpread;
    private readonly float[] pixelSpread;

    /// <summary>Reads the training images that samples are compared with.</summary>
    /// <param name="plan">The run.</param>
    /// <param name="batches">The training images.</param>
    /// <param name="probe">The run's own probe.</param>
    /// <param name="extractor">A chosen feature network, or null.</param>
    public SampleMeter(TrainingPlan plan, Batches batches, QualityProbe probe, IFeatureExtractor? extractor)
    {
        (this.plan, this.probe, this.extractor) = (plan, probe, extractor);
        int classes = plan.Network.Classes;
        perClass = ClassSamples.PerClass(plan.Options.MeasuredImages, classes);
        var members = new List<int>[classes];
        for (int c = 0; c < classes; c++) members[c] = [];
        for (int i = 0; i < batches.Labels.Count; i++)
            if (members[batches.Labels[i]].Count < perClass) members[batches.Labels[i]].Add(i);
        compared = [.. members.Select(m => m.Count)];

        float[][] Read(Func<Tensor, float[]> read) => [.. members.Select(m => m.Chunk(ClassSamples.BatchSize).SelectMany(part =>
        {
            using var scope = NewDisposeScope();
            return read(batches.Images(part));
        }).ToArray())];
        features = [(OwnProbe, ProbeNetwork.FeatureCount, Read(probe.Features))];
        if (extractor is not null) features = [.. features, (extractor.Name, extractor.Length, Read(Extract))];
        featureSpread = Array.ConvertAll(features[0].Reals, reals => MeanDistance(reals, ProbeNetwork.FeatureCount));
        pixelSpread = [.. Read(Pixels).Select((pixels, c) => Spread(pixels, compared[c]))];
    }

    /// <summary>Measures a generator in evaluation mode.</summary>
    public SampleFigures Measure(BigGanGenerator generator)
    {
        ClassSamples samples = probe.Sample(generator);
        var spread = new float[compared.Length];
        List<float[]>[] made = [.. features.Select(_ => new List<float[]>())];
        for (int c = 0; c < compared.Length; c++)
        {
            List<float>[] parts = [.. features.Select(_ => new List<float>())];
            spread[c] = Spread(samples.Collect(c, perClass, images =>
            {
                parts[0].AddRange(probe.Features(images));
                if (extractor is not null) parts[1].AddRange(Extract(images));
                return Pixels(images);
            }), perClass);
            for (int f = 0; f < parts.Length; f++) made[f].Add([.. parts[f]]);
        }

        var metrics = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var classMetrics = new SortedDictionary<string, float[]>(StringComparer.Ordinal);
        double distance = probe.Distance(made[0]), score = distance;
        string total = FormattableString.Invariant($"trainingImages.n{compared.Sum()}");
        for (int f = 0; f < features.Length; f++)
        {
            var (name, length, reals) = features[f];
            float[][] fakes = [.. made[f]];
            float[] allReals = Join(reals, length), allFakes = Join(fakes, length);
            FeatureMoments real = Moments(allReals, length), fake = Moments(allFakes, length);
            double frechet = real.Count < 2 ? double.NaN : FrechetDistance.Between(real, fake);
            double kernel = real.Count < 2 ? double.NaN : KernelDistance.Between(allReals, allFakes, length);
            metrics[$"frechet.{total}.{name}"] = frechet;
            metrics[$"kernel.{total}.{name}"] = kernel;
            classMetrics[FormattableString.Invariant($"kernel.trainingImages.n{perClass}.{name}")] =
                [.. reals.Select((r, c) => compared[c] < 2 ? float.NaN : (float)KernelDistance.Between(r, fakes[c], length))];
            // The last features are those of the network that was chosen.
            score = plan.Options.BestBy switch { SnapshotMeasure.Frechet when real.Count >= 2 => frechet, SnapshotMeasure.Kernel => kernel, _ => distance };
        }

        float[] Share(IEnumerable<float> values, float[] of) => [.. values.Select((v, c) => of[c] > 0 ? v / of[c] : float.NaN)];
        return new SampleFigures(distance, metrics, classMetrics,
            new ClassDiversity(Share(made[0].Select(m => MeanDistance(m, ProbeNetwork.FeatureCount)), featureSpread), Share(spread, pixelSpread)), score);
    }

    // The first samples of each class, as many as it has images to compare.
    private float[] Join(float[][] classes, int length) => [.. classes.SelectMany((rows, c) => rows.Take(compared[c] * length))];

    private float[] Extract(Tensor images)
    {
        var shape = new ImageShape(plan.Data.Channels, plan.Data.Height, plan.Data.Width);
        int count = (int)images.shape[0];
        var found = new float[count * extractor!.Length];
        extractor.Extract(count, shape, Pixels(images), found);
        return found;
    }

    // Without the padding: [N, C, R, R] → N · C · H · W values.
    private float[] Pixels(Tensor images)
    {
        int resolution = plan.Network.Resolution, top = Batches.Margin(plan.Data.Height, resolution), left = Batches.Margin(plan.Data.Width, resolution);
        using var scope = NewDisposeScope();
        return images.narrow(2, top, plan.Data.Height).narrow(3, left, plan.Data.Width).contiguous().cpu().data<float>().ToArray();
    }

    private static FeatureMoments Moments(float[] rows, int length)
    {
        var moments = new FeatureMoments(length);
        moments.Add(rows);
        return moments;
    }

    // Mean over places of the standard deviation over images.
    private static float Spread(float[] images, int count)
    {
        int length = images.Length / count;
        double total = 0;
        for (int p = 0; p < length; p++)
        {
            double sum = 0, squares = 0;
            for (int n = 0; n < count; n++)
            {
                double value = images[n * length + p];
                sum += value;
                squares += value * value;
            }

            total += Math.Sqrt(Math.Max(0, squares / count - sum / count * (sum / count)));
        }

        return (float)(total / length);
    }

    private static float MeanDistance(float[] rows, int length)
    {
        int count = rows.Length / length;
        double total = 0;
        for (int i = 0; i < count; i++)
            for (int j = 0; j < i; j++)
            {
                double square = 0;
                for (int f = 0; f < length; f++)
                {
                    double apart = rows[i * length + f] - rows[j * length + f];
                    square += apart * apart;
                }

                total += Math.Sqrt(square);
            }

        return count < 2 ? 0 : (float)(total / (count * (count - 1) / 2.0));
    }
}
