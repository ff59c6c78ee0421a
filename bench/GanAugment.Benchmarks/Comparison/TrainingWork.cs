using GanAugment.Data;
using GanAugment.Training;

namespace GanAugment.Benchmarks.Comparison;

/// <summary>Our side of the training comparison: a run as anybody starts it, held between two steps until the next iterations are asked for.</summary>
internal static class TrainingWork
{
    public static void Serve(WorkerSettings settings)
    {
        LabelledImageSet images = NoiseImages.Make(settings.Batch * 4, new ImageShape(3, 32, 32), settings.Classes);
        string folder = Directory.CreateTempSubdirectory("ganaugment-bench").FullName;
        using var enough = new CancellationTokenSource();
        try
        {
            BigGanTrainer.Train(images, Options(settings), Path.Combine(folder, "run"), new Turnstile(enough), enough.Token);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // What the reference is told, see reference.py. A snapshot is never reached; the small classifier that measures them is made, as always.
    private static TrainingOptions Options(WorkerSettings settings) => new()
    {
        Steps = int.MaxValue,
        BatchSize = settings.Batch,
        DiscriminatorSteps = settings.DiscriminatorSteps,
        BaseChannels = settings.Ch,
        LatentSize = settings.LatentSize,
        SharedEmbedding = settings.SharedEmbedding,
        Hierarchical = true,
        GeneratorSpectralNorm = true,
        DiscriminatorSpectralNorm = true,
        GeneratorLearningRate = 2e-4,
        DiscriminatorLearningRate = 2e-4,
        AdamBeta1 = 0,
        AdamBeta2 = 0.999,
        AverageDecay = 0.9999,
        AverageStart = 0,
        SnapshotEvery = int.MaxValue,
        StandingBatches = 1,
        ProbeSteps = 1,
        ReportEvery = 1,
        Device = "cpu",
        Threads = settings.Threads,
    };

    // Lets as many steps pass as were asked for. The very first step is the warm-up that the first request asks for as well.
    private sealed class Turnstile(CancellationTokenSource enough) : IProgress<TrainingProgress>
    {
        private readonly Requests requests = new();
        private int left = -1;

        public void Report(TrainingProgress value)
        {
            if (left < 0) Requests.Ready($"libtorch {TorchSharp.torch.__version__}");
            else if (--left > 0) return;
            else requests.Done();
            if (!requests.Next(out left)) enough.Cancel();
        }
    }
}
