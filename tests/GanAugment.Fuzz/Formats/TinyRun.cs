using GanAugment.Data;
using GanAugment.Training;

namespace GanAugment.Fuzz.Formats;

/// <summary>The folder of a complete run of two steps, made once in every process that needs it.</summary>
internal static class TinyRun
{
    private static readonly Lazy<(string, byte[])[]> Made = new(Make);

    /// <summary>What it was trained on.</summary>
    public static LabelledImageSet Data { get; } = new("data", new ImageShape(1, 8, 8), new ClassMap(["cat", "dog"]), [0, 1, 0, 1, 0, 1],
        Enumerable.Range(0, 6 * 64).Select(i => (byte)(i * 11)).ToArray());

    /// <summary>Its files by name.</summary>
    public static IReadOnlyList<(string Name, byte[] Content)> Files => Made.Value;

    private static (string, byte[])[] Make()
    {
        string folder = Path.Combine(Path.GetTempPath(), $"run-{Guid.NewGuid():N}");
        try
        {
            BigGanTrainer.Train(Data, new TrainingOptions
            {
                Steps = 2, BatchSize = 2, BaseChannels = 1, LatentSize = 8, SharedEmbedding = 4, StandingBatches = 1, SnapshotEvery = 1, ReportEvery = 1,
                AverageStart = 1, ProbeSteps = 1, MeasuredImages = 2, Device = "cpu", Threads = 1,
            }, folder);
            return [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(file => (Path.GetRelativePath(folder, file), File.ReadAllBytes(file)))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
