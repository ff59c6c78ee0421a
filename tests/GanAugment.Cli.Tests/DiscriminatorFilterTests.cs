using GanAugment.Data;
using GanAugment.Sampling;
using GanAugment.Training;
using GanAugment.Transforms;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Cli.Tests;

/// <summary>Rejection sampling from end to end: a run is trained and exported, and what it makes is judged by its own discriminator.</summary>
public sealed class DiscriminatorFilterTests : IDisposable
{
    private const int Images = 16, Side = 32, Wanted = 12;

    private static readonly string[] Classes = ["even", "odd"];

    // The generator hardly moves, so that a few steps are enough for the discriminator to tell its images from real ones.
    private static readonly TrainingOptions Tiny = new()
    {
        Steps = 6, BatchSize = 8, BaseChannels = 2, LatentSize = 8, SharedEmbedding = 4, StandingBatches = 1, ProbeSteps = 1, MeasuredImages = 8,
        SnapshotEvery = 1000, DiscriminatorSteps = 3, DiscriminatorLearningRate = 4e-3, GeneratorLearningRate = 1e-6, Device = "cpu",
    };

    private readonly MLContext context = new(1);
    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_run_is_trained_exported_and_augments_with_images_that_its_discriminator_kept()
    {
        string run = folder.In("run"), file = folder.In("generator.onnx");
        int[] labels = [.. Enumerable.Range(0, Images).Select(i => i % 2)];
        BigGanTrainer.Train(new LabelledImageSet("stripes", new ImageShape(1, Side, Side), new ClassMap(Classes), labels,
            Enumerable.Range(0, Images).SelectMany(Real).ToArray()), Tiny, run);
        Assert.Equal(ExitCode.Done, (await Cli.Run("export", run, "-o", file)).Code);

        IDataView train = context.Data.LoadFromEnumerable(
            labels.Select((label, i) => new Row { Label = Classes[label], Pixels = [.. Real(i).Select(level => (float)level)] }).ToList());
        var messages = new List<string>();
        context.Log += (_, e) => { lock (messages) messages.Add(e.RawMessage); };
        var options = new BigGanAugmentationOptions
        {
            ImageColumnName = "Pixels", ModelFile = file, Strategy = SamplingStrategy.Add(Wanted), Seed = 1, AttemptsPerRow = 100,
            IsSyntheticColumnName = "IsSynthetic",
        };
        var transformer = (BigGanAugmentationTransformer)context.Transforms
            .AugmentWithBigGan(options with { Filters = [ImageFilters.Discriminator()] }).Fit(train);

        Assert.DoesNotContain(messages, message => message.Contains("no less real"));
        Assert.Equal([Wanted, Wanted], transformer.Plan.Select(quota => quota.Synthetic));
        // Some are refused, some are kept, and what is kept looks more real to the discriminator than what is drawn.
        Assert.All(transformer.Filters!, c => Assert.InRange(c.Rate, 0.05, 0.95));
        double kept = Logit(transformer.Transform(train)), drawn = Logit(context.Data.AugmentWithBigGan(train, options));
        Assert.True(kept > drawn, $"{kept} > {drawn}");
    }

    // The mean logit of the synthetic rows.
    private double Logit(IDataView view)
    {
        using OnnxDiscriminator discriminator = OnnxDiscriminator.Load(folder.In("discriminator.onnx"));
        MarkedRow[] rows = [.. context.Data.CreateEnumerable<MarkedRow>(view, reuseRowObject: false).Where(row => row.IsSynthetic)];
        Assert.Equal(2 * Wanted, rows.Length);
        var logits = new float[rows.Length];
        discriminator.Criticise(rows.Length, new ImageShape(1, Side, Side), [.. rows.SelectMany(row => row.Pixels.Select(p => p / 127.5f - 1))],
            [.. rows.Select(row => Array.IndexOf(Classes, row.Label))], logits);
        return logits.Average();
    }

    // Stripes: upright ones in one class, lying ones in the other.
    private static byte[] Real(int image) =>
        [.. Enumerable.Range(0, Side * Side).Select(p => (byte)(((image % 2 == 0 ? p / Side : p % Side) + image) / 4 % 2 * 255))];

    private class Row
    {
        [VectorType(1, Side, Side)]
        public float[] Pixels { get; set; } = [];

        public string Label { get; set; } = "";
    }

    private sealed class MarkedRow : Row
    {
        public bool IsSynthetic { get; set; }
    }
}
