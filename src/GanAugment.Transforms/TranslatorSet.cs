using GanAugment.Generation;

namespace GanAugment.Transforms;

/// <summary>One image-to-image generator for each class wanted (CycleGAN, Pix2Pix), as one translator.</summary>
public sealed class TranslatorSet : IImageTranslator
{
    private readonly IImageTranslator[] translators;

    /// <summary>Puts translators together; the set disposes them.</summary>
    /// <param name="translators">Translators into one class each, all of one shape.</param>
    /// <exception cref="GeneratorException">They do not belong together.</exception>
    public TranslatorSet(IEnumerable<IImageTranslator> translators)
    {
        ArgumentNullException.ThrowIfNull(translators);
        this.translators = [.. translators];
        Manifest = GeneratorSetFile.Together([.. this.translators.Select(t => t.Manifest)]);
    }

    /// <inheritdoc/>
    public GeneratorManifest Manifest { get; }

    /// <summary>Opens a set; see <see cref="GeneratorSet.Load"/>.</summary>
    /// <param name="path">The JSON file.</param>
    /// <param name="gpuDeviceId">The CUDA device; null is the CPU.</param>
    /// <param name="fallbackToCpu">Whether to go on with the CPU where the device cannot be used.</param>
    /// <exception cref="GeneratorException">It is no such file, or its translators cannot be opened or do not belong together.</exception>
    public static TranslatorSet Load(string path, int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        GeneratorSetFile.Open(path, file => (IImageTranslator)OnnxImageTranslator.Load(file, gpuDeviceId, fallbackToCpu), t => t.Manifest,
            all => new TranslatorSet(all));

    /// <inheritdoc/>
    public IReadOnlyList<string>? SourceClasses(int classIndex) => translators[classIndex].SourceClasses(0);

    /// <inheritdoc/>
    public void Translate(int count, ReadOnlySpan<float> sources, ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> images)
    {
        int classes = translators.Length, latent = Manifest.LatentSize, length = Manifest.Shape.Length;
        for (int n = 0; n < count; n++)
        {
            int c = GeneratorSetFile.ClassOf(y.Slice(n * classes, classes));
            translators[c].Translate(1, sources.Slice(n * length, length), z.Slice(n * latent, translators[c].Manifest.LatentSize), [1f],
                images.Slice(n * length, length));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IImageTranslator translator in translators) translator.Dispose();
    }
}
