using BenchmarkDotNet.Attributes;
using GanAugment.Training;

namespace GanAugment.Benchmarks;

/// <summary>Time per generator update with each training aid, over that of a plain run. Adaptive probabilities are at their caps from the first step.</summary>
public class TrainingAids
{
    private const int Steps = 4;

    private static readonly TrainingOptions Plain = new()
    {
        Steps = Steps, BatchSize = 8, SnapshotEvery = Steps, ReportEvery = Steps, StandingBatches = 1, ProbeSteps = 1,
    };

    private readonly Data.LabelledImageSet _images = NoiseImages.Make(64);

    [Benchmark(Baseline = true, OperationsPerInvoke = Steps)]
    public void None() => Train(Plain);

    [Benchmark(OperationsPerInvoke = Steps)]
    public void Policy() => Train(Plain with { Augmentation = AugmentationPolicy.Color | AugmentationPolicy.Translation | AugmentationPolicy.Cutout });

    [Benchmark(OperationsPerInvoke = Steps)]
    public void AdaptiveAt04() => Train(Plain with { AdaptiveAugmentation = Adaptive(0.4) });

    [Benchmark(OperationsPerInvoke = Steps)]
    public void AdaptiveAt08() => Train(Plain with { AdaptiveAugmentation = Adaptive(0.8) });

    [Benchmark(OperationsPerInvoke = Steps)]
    public void PseudoRealsAt05() =>
        Train(Plain with { PseudoReals = new() { Target = -0.99, ThousandImages = 1e-3, AdjustEvery = 1, Cap = 0.5 } });

    [Benchmark(OperationsPerInvoke = Steps)]
    public void LeCam() => Train(Plain with { LeCam = new() { Start = 0 } });

    [Benchmark(OperationsPerInvoke = Steps)]
    public void Consistency() => Train(Plain with { Consistency = new() });

    [Benchmark(OperationsPerInvoke = Steps)]
    public void BalancedConsistency() => Train(Plain with { Consistency = new() { FakeWeight = 10 } });

    [Benchmark(OperationsPerInvoke = Steps)]
    public void LatentConsistency() =>
        Train(Plain with { Consistency = new() { RealWeight = 0, LatentDiscriminatorWeight = 5, LatentGeneratorWeight = 0.5 } });

    [Benchmark(OperationsPerInvoke = Steps)]
    public void Orthogonality() => Train(Plain with { Orthogonality = new() });

    // Whatever D says, the probability is at its cap after a step.
    private static AdaptiveAugmentationOptions Adaptive(double cap) => new() { Target = -0.99, ThousandImages = 1e-3, AdjustEvery = 1, Cap = cap };

    private void Train(TrainingOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("ganaugment-bench");
        BigGanTrainer.Train(_images, options, Path.Combine(folder.FullName, "run"));
        folder.Delete(recursive: true);
    }
}
