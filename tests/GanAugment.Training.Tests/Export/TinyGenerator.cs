using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Training.Networks;
using GanAugment.Training.Snapshots;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Export;

/// <summary>A generator of random weights and statistics, saved as the snapshot of a run in a folder of its own.</summary>
internal sealed class TinyGenerator : IDisposable
{
    public static readonly BigGanSpec Gray = new()
    {
        ImageChannels = 1, Classes = 3, LatentSize = 16, GeneratorChannels = [8, 8, 12, 8], DiscriminatorChannels = [8], DiscriminatorDownsamplings = 1,
        SharedEmbedding = 6, Hierarchical = true, GeneratorSpectralNorm = true,
    };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ganaugment-export-");

    public TinyGenerator(BigGanSpec spec, int height = 28, int width = 28, string[]? classes = null)
    {
        Network = new BigGanGenerator(spec);
        Fill(Network);
        Network.eval();
        Snapshot = File("tiny.json");
        var data = new TrainingData
        {
            Origin = "noise", Fingerprint = "0", Channels = spec.ImageChannels, Height = height, Width = width,
            Classes = classes ?? [.. Enumerable.Range(0, spec.Classes).Select(i => $"class {i}")], ImagesPerClass = [.. Enumerable.Repeat(7, spec.Classes)],
        };
        byte[] weights = Safetensors.Encode(NetworkState.Of(Network, GeneratorSnapshot.Prefix));
        RunDirectory.Save(Snapshot, "generator", weights, (file, checksum) => new SnapshotDescription
        {
            File = file, Sha256 = checksum, Step = 5, ImagesSeen = 100, Network = spec, Data = data, Seed = 3,
            StandingTruncation = Truncation.None, StandingBatches = 4,
        });
    }

    public BigGanGenerator Network { get; }

    public string Snapshot { get; }

    public string Output => File("generator.onnx");

    public string Folder => folder.FullName;

    public string File(string name) => Path.Combine(folder.FullName, name);

    public void Dispose()
    {
        Network.Dispose();
        folder.Delete(recursive: true);
    }

    /// <summary>Random weights and statistics, the same every time.</summary>
    public static void Fill(nn.Module network)
    {
        using var guard = no_grad();
        var random = new Random(17);
        foreach (var (name, target) in NetworkState.Of(network, "tiny"))
        {
            long fan = target.shape.Length < 2 ? 4 : target.numel() / target.shape[0];
            float[] values = [.. Enumerable.Range(0, (int)target.numel()).Select(_ => (float)((random.NextDouble() * 2 - 1) * Math.Sqrt(3.0 / fan)))];
            // Variances must be positive.
            if (name.EndsWith("variance", StringComparison.Ordinal)) values = [.. values.Select(v => 0.5f + Math.Abs(v))];
            using Tensor made = target.shape.Length == 0 ? tensor(values[0]) : tensor(values, target.shape);
            target.copy_(made);
        }
    }
}
