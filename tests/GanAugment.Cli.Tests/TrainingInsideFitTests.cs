using GanAugment.Training;
using GanAugment.Transforms;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Cli.Tests;

/// <summary>A real training inside every fold of a real cross-validation; as short as it can be.</summary>
public sealed class TrainingInsideFitTests
{
    private readonly MLContext context = new(1);

    [Fact]
    public void Every_fold_trains_a_generator_of_its_own_and_leaves_nothing_behind()
    {
        string[] before = Leftovers();
        var trainer = new BigGanGeneratorTrainer(Tiny, path => OnnxConditionalGenerator.Load(path));
        var options = new BigGanAugmentationOptions { ImageColumnName = "Pixels", GeneratorTrainer = trainer, Seed = 1 };
        var pipeline = context.Transforms.Conversion.MapValueToKey("Key", "Label")
            .Append(context.Transforms.AugmentWithBigGan(options))
            .Append(context.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Key", "Pixels"));
        var folds = context.MulticlassClassification.CrossValidate(Data, pipeline, numberOfFolds: 2, labelColumnName: "Key");

        Assert.Equal(2, folds.Count);
        BigGanAugmentationTransformer[] augmentations =
            [.. folds.Select(fold => ((IEnumerable<ITransformer>)fold.Model).OfType<BigGanAugmentationTransformer>().Single())];
        Assert.All(augmentations, augmentation => Assert.Equal(["few", "many"], augmentation.Generator.Classes));
        Assert.All(augmentations, augmentation => Assert.Equal(
            augmentation.Plan.OrderBy(quota => quota.ClassName, StringComparer.Ordinal).Select(quota => (int)quota.Real),
            augmentation.Generator.TrainingImagesPerClass!));
        Assert.NotEqual(augmentations[0].Generator.DatasetFingerprint, augmentations[1].Generator.DatasetFingerprint);
        Assert.All(augmentations, augmentation => Assert.True(augmentation.Plan.SyntheticTotal > 0));
        Assert.Equal(before, Leftovers());
    }

    [Fact]
    public void Runs_stay_where_they_are_wanted()
    {
        string folder = Directory.CreateTempSubdirectory("ganaugment-runs").FullName;
        try
        {
            var options = new BigGanAugmentationOptions { ImageColumnName = "Pixels" };
            for (int fit = 1; fit <= 2; fit++)
            {
                var trainer = new BigGanGeneratorTrainer(Tiny, path => OnnxConditionalGenerator.Load(path), folder);
                IDataView augmented = context.Data.AugmentWithBigGan(Data, options with { GeneratorTrainer = trainer });
                using DataViewRowCursor cursor = augmented.GetRowCursor([augmented.Schema["Pixels"]]);
                ValueGetter<VBuffer<float>> get = cursor.GetGetter<VBuffer<float>>(augmented.Schema["Pixels"]);
                VBuffer<float> image = default;
                int rows = 0;
                for (; cursor.MoveNext(); rows++) get(ref image);
                Assert.Equal(16, rows);
                Assert.True(File.Exists(Path.Combine(folder, $"fit-{fit}", "generator.onnx")));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_cancelled_training_stops_the_fit()
    {
        using var cancel = new CancellationTokenSource();
        var progress = new Stop(cancel);
        var trainer = new BigGanGeneratorTrainer(
            Tiny with { Steps = 1000, ReportEvery = 1 }, path => OnnxConditionalGenerator.Load(path), progress: progress);
        var options = new BigGanAugmentationOptions { ImageColumnName = "Pixels", GeneratorTrainer = trainer, CancellationToken = cancel.Token };
        string[] before = Leftovers();
        Assert.ThrowsAny<OperationCanceledException>(() => context.Transforms.AugmentWithBigGan(options).Fit(Data));
        Assert.Equal(before, Leftovers());
    }

    private static TrainingOptions Tiny => new()
    {
        Steps = 1,
        BatchSize = 4,
        BaseChannels = 1,
        LatentSize = 4,
        SharedEmbedding = 2,
        StandingBatches = 1,
        ProbeSteps = 1,
        SnapshotEvery = 1000,
        Device = "cpu",
    };

    private IDataView Data => context.Data.LoadFromEnumerable(Enumerable.Range(0, 13).Select(i => new Row
    {
        Label = i % 3 == 0 ? "few" : "many",
        Pixels = [.. Enumerable.Range(0, 64).Select(p => (float)((i * 37 + p * 11) % 256))],
    }).ToList());

    private static string[] Leftovers() => [.. Directory.GetFileSystemEntries(Path.GetTempPath(), $"ganaugment-fit-{Environment.ProcessId}-*").Order()];

    private sealed class Row
    {
        [VectorType(1, 8, 8)]
        public float[] Pixels { get; set; } = [];

        public string Label { get; set; } = "";
    }

    private sealed class Stop(CancellationTokenSource source) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => source.Cancel();
    }
}
