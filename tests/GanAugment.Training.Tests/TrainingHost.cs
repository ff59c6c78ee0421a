using GanAugment.Data;

namespace GanAugment.Training.Tests;

/// <summary>This assembly as a program: trains or resumes one small run, to be killed at any moment. It waits for a line before it touches the folder, so that
/// the next one can get ready meanwhile.</summary>
internal static class TrainingHost
{
    public static LabelledImageSet Data { get; } = Shapes.Make([9, 5, 2]);

    public static TrainingOptions Options { get; } = new()
    {
        Seed = 11, Steps = 10, BatchSize = 4, BaseChannels = 1, LatentSize = 8, SharedEmbedding = 4, StandingBatches = 1, SnapshotEvery = 1, ReportEvery = 1,
        AverageStart = 2, ProbeSteps = 1, MeasuredImages = 3, KeepBest = 2, Device = "cpu", Augmentation = AugmentationPolicy.Translation,
    };

    public static int Main(string[] args)
    {
        // Loads the tensor library and compiles what every run needs.
        using (var folder = new TemporaryFolder()) BigGanTrainer.Train(Data, Options with { Steps = 1 }, folder["warm"]);
        Console.WriteLine("ready");
        Console.ReadLine();
        try
        {
            Train(args[0]);
            Console.WriteLine("done");
            return 0;
        }
        catch (GanAugmentException e)
        {
            Console.WriteLine($"failed: {e.Message}");
            return 1;
        }
    }

    public static TrainingResult Train(string folder)
    {
        var progress = new Line();
        return File.Exists(Path.Combine(folder, "training_options.json")) ? BigGanTrainer.Resume(Data, folder, progress: progress)
            : BigGanTrainer.Train(Data, Options, folder, progress);
    }

    private sealed class Line : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => Console.WriteLine(value.Notice ?? $"step {value.Step}");
    }
}
