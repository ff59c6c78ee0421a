using GanAugment.Generation;

namespace GanAugment.Transforms.Tests.Support;

/// <summary>A generator whose images can be told from each other: the first pixels carry class and latent, the rest is the class's level.</summary>
internal sealed class PatternGenerator : IConditionalGenerator
{
    private readonly GeneratorManifest manifest;
    private int calls;
    private int images;

    public PatternGenerator(string[] classes, int channels = 1, int height = 4, int width = 4) => manifest = new GeneratorManifest
    {
        Channels = channels,
        Height = height,
        Width = width,
        LatentSize = 6,
        Classes = classes,
    };

    public GeneratorManifest Manifest =>
        manifest with { Architecture = Number?.ToString(System.Globalization.CultureInfo.InvariantCulture), TrainingImagesPerClass = TrainedOn };

    /// <summary>Which one of several it is; stands in the manifest.</summary>
    public int? Number { get; init; }

    public int[]? TrainedOn { get; init; }

    public int Calls => calls;

    /// <summary>Images asked for, padding of batches included.</summary>
    public int Images => images;

    public bool Disposed { get; private set; }

    public Action? OnGenerate { get; init; }

    public void Generate(int count, ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> images)
    {
        Interlocked.Increment(ref calls);
        Interlocked.Add(ref this.images, count);
        OnGenerate?.Invoke();
        int length = manifest.Shape.Length, latent = manifest.LatentSize, classes = manifest.Classes.Count;
        for (int n = 0; n < count; n++)
            for (int i = 0; i < length; i++)
            {
                float level = (y.Slice(n * classes, classes).IndexOf(1f) + 1f) / (classes + 1);
                images[n * length + i] = Math.Clamp(2 * level - 1 + 0.1f * z[n * latent + i % latent], -1, 1);
            }
    }

    public void Dispose() => Disposed = true;
}
