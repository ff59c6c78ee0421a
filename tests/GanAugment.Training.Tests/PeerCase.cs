using GanAugment.Training.Networks;
using GanAugment.Training.Snapshots;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests;

/// <summary>Reference values of the peer's own code; see Fixtures/README.md.</summary>
internal sealed class PeerCase
{
    private readonly Dictionary<string, (float[] Values, long[] Shape)> tensors;

    private PeerCase(string name) => tensors = Safetensors.Read(Path.Combine(AppContext.BaseDirectory, "Fixtures", $"{name}.safetensors"));

    public static PeerCase Tables { get; } = new("A1");

    public static PeerCase Hierarchical { get; } = new("A2");

    public static PeerCase Pieces { get; } = new("E");

    public static BigGanSpec TablesSpec { get; } = new()
    {
        ImageChannels = 3, Classes = 10, LatentSize = 128, GeneratorChannels = [32, 32, 32, 32], DiscriminatorChannels = [32, 32, 32, 32],
            DiscriminatorDownsamplings = 2,
        GeneratorSpectralNorm = true, SpectralNormEpsilon = 1e-8,
    };

    public static BigGanSpec HierarchicalSpec { get; } = TablesSpec with
    {
        LatentSize = 80, SharedEmbedding = 32, Hierarchical = true, GeneratorAttention = 16, SpectralNormEpsilon = 1e-6,
    };

    public IEnumerable<string> Names => tensors.Keys;

    public Tensor this[string name] => tensor(tensors[name].Values, tensors[name].Shape);

    public BigGanGenerator Generator(BigGanSpec spec) => Filled(new BigGanGenerator(spec), "G");

    public BigGanDiscriminator Discriminator(BigGanSpec spec) => Filled(new BigGanDiscriminator(spec), "D");

    public Tensor OneHot(string labels, int classes = 10)
    {
        float[] values = tensors[labels].Values;
        var y = new float[values.Length * classes];
        for (int i = 0; i < values.Length; i++) y[i * classes + (int)values[i]] = 1;
        return tensor(y, [values.Length, classes]);
    }

    private T Filled<T>(T network, string prefix) where T : nn.Module
    {
        NetworkState.Load(NetworkState.Of(network, prefix), tensors, "the fixture");
        return network;
    }
}
