using GanAugment.Training;
using GanAugment.Training.Export;
using GanAugment.Transforms;

namespace GanAugment.Benchmarks;

/// <summary>A generator of the default size, barely trained: its speed is that of a good one.</summary>
internal static class BenchmarkGenerator
{
    private static readonly Lazy<string> File = new(Make);

    public static string Path => File.Value;

    private static string Make()
    {
        var folder = Directory.CreateTempSubdirectory("ganaugment-bench").FullName;
        var path = System.IO.Path.Combine(folder, "generator.onnx");
        var run = System.IO.Path.Combine(folder, "run");
        BigGanTrainer.Train(NoiseImages.Make(320), new TrainingOptions { Steps = 2, SnapshotEvery = 2, StandingBatches = 2 }, run);
        GeneratorOnnxExporter.Export(run, path, file => OnnxConditionalGenerator.Load(file));
        return path;
    }
}
