using GanAugment.Generation;
using GanAugment.Training.Import;
using GanAugment.Training.Networks;
using GanAugment.Training.Snapshots;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Export;

/// <summary>A generator and a discriminator of random weights, saved as an import saves them.</summary>
internal sealed class TinyDiscriminator : IDisposable
{
    public static readonly BigGanSpec Gray = TinyGenerator.Gray with { DiscriminatorChannels = [6, 8, 8], DiscriminatorDownsamplings = 2 };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ganaugment-critic-");

    public TinyDiscriminator(BigGanSpec spec, int height = 28, int width = 28)
    {
        using var generator = new BigGanGenerator(spec);
        TinyGenerator.Fill(generator);
        Network = new BigGanDiscriminator(spec);
        TinyGenerator.Fill(Network);
        Network.eval();
        byte[] weights = Safetensors.Encode(
            NetworkState.Of(generator, GeneratorSnapshot.Prefix).Concat(NetworkState.Of(Network, GeneratorSnapshot.DiscriminatorPrefix)));
        SnapshotFolder.Save(Folder, weights, (file, checksum) => new SnapshotDescription
        {
            File = file, Sha256 = checksum, Step = 0, ImagesSeen = 0, Network = spec, Seed = 0, StandingTruncation = Truncation.None, StandingBatches = 0,
            Imported = new ImportOrigin(CheckpointFormat.Ajbrock, "G.pth", null),
            Data = new TrainingData
            {
                Origin = "noise", Fingerprint = "0", Channels = spec.ImageChannels, Height = height, Width = width,
                Classes = [.. Enumerable.Range(0, spec.Classes).Select(i => $"class {i}")], ImagesPerClass = null,
            },
        });
    }

    public BigGanDiscriminator Network { get; }

    public string Folder => folder.FullName;

    public string Output => File("discriminator.onnx");

    public string File(string name) => Path.Combine(Folder, name);

    public void Dispose()
    {
        Network.Dispose();
        folder.Delete(recursive: true);
    }
}
