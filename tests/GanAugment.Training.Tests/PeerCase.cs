using GanAugment.Training.Networks;
using GanAugment.Training.Snapshots;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests;

/// <summary>Reference values of the peer's own code; see Fixtures/README.md.</summary>
internal sealed class PeerCase
{
    private readonly Dictionary<string, (float[] Values, long[] Shape)> tensors;

    private PeerCase(string name, BigGanSpec? spec = null)
    {
        File = Path.Combine(AppContext.BaseDirectory, "Fixtures", $"{name}.safetensors");
        tensors = Safetensors.Read(File);
        Spec = spec ?? TablesSpec;
    }

    public static BigGanSpec TablesSpec { get; } = BigGanSpec.Standard(BigGanArchitecture.BigGan, 32, 8, 8, 3, 10, 128) with { SpectralNormEpsilon = 1e-8 };

    public static BigGanSpec HierarchicalSpec { get; } = TablesSpec with
    {
        LatentSize = 80, SharedEmbedding = 32, Hierarchical = true, GeneratorAttention = 16, SpectralNormEpsilon = 1e-6,
    };

    public static PeerCase Tables { get; } = new("A1");

    public static PeerCase Hierarchical { get; } = new("A2", HierarchicalSpec);

    public static PeerCase Pieces { get; } = new("E");

    public static PeerCase Trajectory { get; } = new("T1", HierarchicalSpec);

    public static PeerCase TrajectoryEnd { get; } = new("T1.final", HierarchicalSpec);

    public BigGanSpec Spec { get; }

    public string File { get; }

    public IEnumerable<string> Names => tensors.Keys;

    public Tensor this[string name] => tensor(tensors[name].Values, tensors[name].Shape);

    public static PeerCase Named(string name) => name == "A1" ? Tables : Hierarchical;

    public BigGanGenerator Generator(bool referenceOrder) => Filled(new BigGanGenerator(Spec), "G", referenceOrder);

    public BigGanDiscriminator Discriminator(bool referenceOrder) => Filled(new BigGanDiscriminator(Spec), "D", referenceOrder);

    public Tensor OneHot(string labels, int classes = 10)
    {
        float[] values = tensors[labels].Values;
        var y = new float[values.Length * classes];
        for (int i = 0; i < values.Length; i++) y[i * classes + (int)values[i]] = 1;
        return tensor(y, [values.Length, classes]);
    }

    private T Filled<T>(T network, string prefix, bool referenceOrder) where T : nn.Module
    {
        NetworkState.Load(NetworkState.Of(network, prefix), tensors, "the fixture");
        IReferenceOrder.Use(network, referenceOrder);
        return network;
    }
}
