using BenchmarkDotNet.Attributes;
using GanAugment.Generation;
using GanAugment.Transforms;

namespace GanAugment.Benchmarks;

/// <summary>Time per image through ONNX Runtime, 64 images in batches of different size.</summary>
public class GeneratorByBatchSize
{
    private const int Images = 64;

    private OnnxConditionalGenerator _generator = null!;
    private float[] _z = [], _y = [], _images = [];

    [GlobalSetup]
    public void Load()
    {
        _generator = OnnxConditionalGenerator.Load(BenchmarkGenerator.Path);
        var manifest = _generator.Manifest;
        _z = new float[Images * manifest.LatentSize]; // [N, Z]
        _y = new float[Images * manifest.Classes.Count]; // [N, K]
        _images = new float[Images * manifest.Shape.Length]; // [N, C, H, W]
        var latents = new LatentStream(seed: 1);
        for (var i = 0; i < Images; i++)
        {
            latents.Fill(0, i, _z.AsSpan(i * manifest.LatentSize, manifest.LatentSize));
            _y[i * manifest.Classes.Count] = 1;
        }
    }

    [GlobalCleanup]
    public void Release() => _generator.Dispose();

    [Benchmark(Baseline = true, OperationsPerInvoke = Images)]
    public void OneByOne() => Generate(1);

    [Benchmark(OperationsPerInvoke = Images)]
    public void InFours() => Generate(4);

    [Benchmark(OperationsPerInvoke = Images)]
    public void InSixteens() => Generate(16);

    [Benchmark(OperationsPerInvoke = Images)]
    public void AllAtOnce() => Generate(Images);

    private void Generate(int batch)
    {
        var (z, y, image) = (_z.Length / Images, _y.Length / Images, _images.Length / Images);
        for (var i = 0; i < Images; i += batch)
            _generator.Generate(batch, _z.AsSpan(i * z, batch * z), _y.AsSpan(i * y, batch * y), _images.AsSpan(i * image, batch * image));
    }
}
