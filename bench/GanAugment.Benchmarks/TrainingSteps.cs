using BenchmarkDotNet.Attributes;
using GanAugment.Training;

namespace GanAugment.Benchmarks;

/// <summary>
/// Time per generator update with its discriminator updates, defaults otherwise. A run of four is measured, so a quarter of one snapshot is part of each.
/// </summary>
public class TrainingSteps
{
    private const int Steps = 4;

    private readonly Data.LabelledImageSet _images = NoiseImages.Make(64);

    // Batches a quarter of the default's, so that the whole table takes a minute.
    private readonly TrainingOptions _options = new()
    {
        Steps = Steps, BatchSize = 8, SnapshotEvery = Steps, ReportEvery = Steps, StandingBatches = 1, ProbeSteps = 1,
    };

    [Benchmark(Baseline = true, OperationsPerInvoke = Steps)]
    public void TwoDiscriminatorUpdates() => Train(_options);

    [Benchmark(OperationsPerInvoke = Steps)]
    public void OneDiscriminatorUpdate() => Train(_options with { DiscriminatorSteps = 1 });

    [Benchmark(OperationsPerInvoke = Steps)]
    public void HalfTheWidth() => Train(_options with { BaseChannels = 6 });

    private void Train(TrainingOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("ganaugment-bench");
        BigGanTrainer.Train(_images, options, Path.Combine(folder.FullName, "run"));
        folder.Delete(recursive: true);
    }
}
