using BenchmarkDotNet.Attributes;
using GanAugment.Generation;

namespace GanAugment.Benchmarks;

/// <summary>Time per latent vector of 64 components, by truncation.</summary>
public class LatentVectors
{
    private const int Vectors = 1000;

    private readonly float[] _z = new float[64];
    private readonly LatentStream _none = new(1);
    private readonly LatentStream _threshold = new(1, Truncation.Threshold(0.5f));
    private readonly LatentStream _scaled = new(1, Truncation.Scaled(0.5f));

    [Benchmark(Baseline = true, OperationsPerInvoke = Vectors)]
    public float Untruncated() => Fill(_none);

    [Benchmark(OperationsPerInvoke = Vectors)]
    public float Threshold() => Fill(_threshold);

    [Benchmark(OperationsPerInvoke = Vectors)]
    public float Scaled() => Fill(_scaled);

    private float Fill(LatentStream latents)
    {
        for (var row = 0; row < Vectors; row++)
            latents.Fill(3, row, _z);
        return _z[0];
    }
}
