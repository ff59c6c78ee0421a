using GanAugment.Generation;
using GanAugment.Training.Networks;

namespace GanAugment.Benchmarks.Comparison;

/// <summary>A fresh generator with statistics of its own, as an export finds one.</summary>
internal static class BenchmarkNetwork
{
    public static (BigGanGenerator Network, GeneratorManifest Manifest) Make(WorkerSettings settings)
    {
        BigGanSpec spec = BigGanSpec.Standard(BigGanArchitecture.BigGan, 32, settings.Ch, settings.Ch, 3, settings.Classes, settings.LatentSize) with
        {
            SharedEmbedding = settings.SharedEmbedding,
            Hierarchical = true,
        };
        var network = new BigGanGenerator(spec);
        Initialization.Fill(network, 1, "generator");
        StandingStatistics.Estimate(network, Truncation.None, batches: 2, batchSize: 16, seed: 1);
        return (network, new GeneratorManifest
        {
            Channels = 3, Height = 32, Width = 32, LatentSize = settings.LatentSize,
            Classes = [.. Enumerable.Range(0, settings.Classes).Select(c => $"class {c}")],
        });
    }
}
