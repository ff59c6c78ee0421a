using GanAugment.Training.Import;
using GanAugment.Training.Networks;
using GanAugment.Training.Snapshots;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Import;

/// <summary>A checkpoint imported into a folder of its own, and reference values to hold it against.</summary>
internal sealed class ImportedCase : IDisposable
{
    /// <summary>What A1 does not say of itself.</summary>
    public static readonly ImportOptions Cifar = new() { Source = Fixture("A1-G.pth"), BatchNormEpsilon = 1e-5, SpectralNormEpsilon = 1e-8 };

    /// <summary>What A2 does not say of itself.</summary>
    public static readonly ImportOptions Hierarchical = new() { Source = Fixture("A2-G.zip.pth"), BatchNormEpsilon = 1e-5, SpectralNormEpsilon = 1e-6 };

    /// <summary>The Hugging Face model.</summary>
    public static readonly ImportOptions HuggingFace = new() { Source = Fixture("H1-pytorch_model.bin"), Configuration = Fixture("H1-config.json") };

    private static readonly Lazy<Dictionary<string, (float[] Values, long[] Shape)>> Expected = new(() => Safetensors.Read(Fixture("import.safetensors")));

    private readonly TemporaryFolder folder = new();

    public ImportedCase(ImportOptions options)
    {
        Plan = CheckpointImporter.Import(options, folder["imported"]);
        Snapshot = GeneratorSnapshot.Open(folder["imported"]);
    }

    public ImportPlan Plan { get; }

    public GeneratorSnapshot Snapshot { get; }

    public BigGanGenerator Generator => Snapshot.Generator;

    public string Folder => folder["imported"];

    /// <summary>The discriminator that lies beside the generator.</summary>
    public BigGanDiscriminator Discriminator()
    {
        string weights = Path.Combine(Folder, Snapshot.Description.File);
        var discriminator = new BigGanDiscriminator(Plan.Network);
        NetworkState.Load(NetworkState.Of(discriminator, "discriminator"), Safetensors.Read(weights), weights);
        discriminator.eval();
        return discriminator;
    }

    /// <summary>Imports into a folder that stays.</summary>
    public static ImportPlan Import(ImportOptions options, string folder) => CheckpointImporter.Import(options, folder);

    /// <summary>A file among the fixtures.</summary>
    public static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", name);

    /// <summary>A reference value.</summary>
    public static Tensor Reference(string name) => tensor(Expected.Value[name].Values, Expected.Value[name].Shape);

    public void Dispose()
    {
        Snapshot.Dispose();
        folder.Dispose();
    }
}
