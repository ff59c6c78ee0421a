using GanAugment.Generation;

namespace GanAugment.Tests.Generation;

/// <summary>A generator whose images show their latent and class: pixel p is tanh(z[p mod Z] + class), so every test can tell where an image came
/// from.</summary>
internal sealed class LinearGenerator(int classes = 3, int latentSize = 5, int? statisticsSets = null) : IConditionalGenerator
{
    public List<int> Batches { get; } = [];

    public GeneratorManifest Manifest { get; } = new()
    {
        Channels = 1,
        Height = 4,
        Width = 4,
        LatentSize = latentSize,
        StatisticsSets = statisticsSets,
        Classes = [.. Enumerable.Range(0, classes).Select(c => $"class {c}")],
    };

    public void Generate(int count, ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> images)
    {
        Batches.Add(count);
        for (int n = 0; n < count; n++)
        {
            int c = y.Slice(n * classes, classes).IndexOf(1f);
            for (int p = 0; p < 16; p++) images[n * 16 + p] = MathF.Tanh(z[n * latentSize + p % latentSize] + c);
        }
    }

    /// <summary>The truncations of the last batch, where there are statistics for them.</summary>
    public float[] Truncations { get; private set; } = [];

    public void Generate(int count, ReadOnlySpan<float> z, ReadOnlySpan<float> y, ReadOnlySpan<float> truncation, Span<float> images)
    {
        Truncations = truncation.ToArray();
        Generate(count, z, y, images);
    }

    public void Dispose()
    {
    }
}
