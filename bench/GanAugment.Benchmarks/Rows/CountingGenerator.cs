using GanAugment.Generation;
using GanAugment.Transforms;
using GanAugment.Transforms.Tests.Support;

namespace GanAugment.Benchmarks.Rows;

/// <summary>Counts the images that another generator is asked for.</summary>
internal sealed class CountingGenerator(IConditionalGenerator generator) : IConditionalGenerator
{
    /// <summary>The kinds that <see cref="Of"/> makes.</summary>
    public const string Free = "free", Matrix = "matrix";

    private long images;

    public GeneratorManifest Manifest => generator.Manifest;

    public long Images => images;

    /// <summary>A generator that is free, or one that multiplies 512 latents by a matrix in ONNX Runtime: about the smallest there can be.</summary>
    public static CountingGenerator Of(string kind)
    {
        var free = new FastGenerator();
        return new CountingGenerator(kind == Free ? free : OnnxConditionalGenerator.Load(TinyOnnx.Write(free.Manifest with { LatentSize = 512 })));
    }

    public void Generate(int count, ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> images)
    {
        Interlocked.Add(ref this.images, count);
        generator.Generate(count, z, y, images);
    }

    public void Dispose() => generator.Dispose();
}
