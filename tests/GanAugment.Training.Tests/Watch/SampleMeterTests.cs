using GanAugment.Data;
using GanAugment.Evaluation;
using GanAugment.Training.Watch;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Watch;

public class SampleMeterTests
{
    private static readonly LabelledImageSet Data = Shapes.Make([30, 5, 1]);

    private static readonly TrainingOptions Options = new()
    {
        Seed = 1, BaseChannels = 2, LatentSize = 8, SharedEmbedding = 4, StandingBatches = 2, ProbeSteps = 4, MeasuredImages = 60, Device = "cpu",
    };

    [Fact]
    public void Every_figure_says_its_protocol_its_number_of_images_and_its_features()
    {
        SampleFigures found = Measure(Options with { BestBy = SnapshotMeasure.Kernel }, new Corners());
        // 20 samples of each class, compared with 20, 5 and 1 training images.
        Assert.Equal(["frechet.trainingImages.n26.corners", "frechet.trainingImages.n26.ownProbe", "kernel.trainingImages.n26.corners",
            "kernel.trainingImages.n26.ownProbe"], found.Metrics.Keys);
        Assert.Equal(["kernel.trainingImages.n20.corners", "kernel.trainingImages.n20.ownProbe"], found.ClassMetrics.Keys);
        Assert.All(found.Metrics.Values, value => Assert.True(double.IsFinite(value)));
        float[] kernel = found.ClassMetrics["kernel.trainingImages.n20.corners"];
        Assert.True(float.IsFinite(kernel[0]) && float.IsFinite(kernel[1]) && float.IsNaN(kernel[2]));
        Assert.Equal(found.Metrics["kernel.trainingImages.n26.corners"], found.Score);
    }

    [Theory]
    [InlineData(null, null, "frechet.trainingImages.n26.ownProbe")]
    [InlineData(SnapshotMeasure.ClassFrechet, null, "frechetDistance")]
    [InlineData(null, "any", "frechet.trainingImages.n26.corners")]
    [InlineData(SnapshotMeasure.ClassFrechet, "any", "frechetDistance")]
    public void The_score_is_the_figure_that_was_asked_for(SnapshotMeasure? measure, string? network, string expected)
    {
        SampleFigures found = Measure(Options with { BestBy = measure, FeatureNetwork = network }, network is null ? null : new Corners());
        Assert.Equal(expected == "frechetDistance" ? found.FrechetDistance : found.Metrics[expected], found.Score);
    }

    [Fact]
    public void Diversity_is_a_share_of_the_data_and_unknown_for_a_single_image()
    {
        SampleFigures found = Measure(Options, null);
        Assert.All(found.Diversity.Features.Take(2).Concat(found.Diversity.Pixels.Take(2)), share => Assert.InRange(share, 0, 10));
        Assert.True(float.IsNaN(found.Diversity.Features[2]) && float.IsNaN(found.Diversity.Pixels[2]));

        // A generator whose weights are all zero makes one image for every latent.
        SampleFigures uniform = Measure(Options, null, state => { using (no_grad()) foreach (var p in state.Average.parameters()) p.zero_(); });
        Assert.All(uniform.Diversity.Features.Take(2).Concat(uniform.Diversity.Pixels.Take(2)), share => Assert.Equal(0, share, 1e-5f));
    }

    [Theory]
    [InlineData(64)]
    [InlineData(128)]
    [InlineData(256)]
    public void Larger_images_are_measured_as_well(int size)
    {
        LabelledImageSet data = Shapes.Make([4, 3], size);
        SampleFigures found = Measure(Options with { BaseChannels = 1, LatentSize = null, MeasuredImages = 8, StandingBatches = 1, BatchSize = 2 }, null,
            data: data);
        Assert.True(double.IsFinite(found.FrechetDistance));
    }

    private static SampleFigures Measure(TrainingOptions options, IFeatureExtractor? extractor, Action<TrainingState>? change = null,
        LabelledImageSet? data = null)
    {
        using var scope = NewDisposeScope();
        data ??= Data;
        TrainingPlan plan = options.Resolve(data);
        var batches = new Batches(data, plan, CPU);
        using var state = new TrainingState(plan, CPU);
        using var probe = new QualityProbe(data, batches, plan, CPU);
        change?.Invoke(state);
        state.Publish();
        return new SampleMeter(plan, batches, probe, extractor).Measure(state.Published);
    }

    /// <summary>Mean and a corner of each image as features.</summary>
    private sealed class Corners : IFeatureExtractor
    {
        public string Name => "corners";

        public int Length => 2;

        public void Extract(int count, ImageShape shape, ReadOnlySpan<float> images, Span<float> features)
        {
            Assert.Equal(Data.Shape, shape);
            for (int n = 0; n < count; n++)
            {
                ReadOnlySpan<float> image = images.Slice(n * shape.Length, shape.Length);
                Assert.True(image[0] is >= -1 and <= 1);
                features[2 * n] = image.ToArray().Average();
                features[2 * n + 1] = image[7 * 28 + 7];
            }
        }

        public void Dispose()
        {
        }
    }
}
