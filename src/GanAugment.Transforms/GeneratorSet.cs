using GanAugment.Generation;

namespace GanAugment.Transforms;

/// <summary>One unconditional generator for each class, as one conditional generator.</summary>
/// <remarks>Each takes as many components of z as it needs. Classes cannot be mixed.</remarks>
public sealed class GeneratorSet : IConditionalGenerator
{
    private readonly IConditionalGenerator[] generators;

    /// <summary>Puts generators together; the set disposes them.</summary>
    /// <param name="generators">Generators of one class each, all of one shape.</param>
    /// <exception cref="GeneratorException">They do not belong together.</exception>
    public GeneratorSet(IEnumerable<IConditionalGenerator> generators)
    {
        ArgumentNullException.ThrowIfNull(generators);
        this.generators = [.. generators];
        GeneratorManifest[] manifests = [.. this.generators.Select(g => g.Manifest)];
        Manifest = GeneratorSetFile.Together(manifests);
    }

    /// <inheritdoc/>
    public GeneratorManifest Manifest { get; }

    /// <summary>Opens a set: a JSON file <c>{ "version": 1, "files": { "cat": "cat.onnx", "dog": "dog.onnx" } }</c> with paths beside it.</summary>
    /// <param name="path">The JSON file.</param>
    /// <param name="gpuDeviceId">The CUDA device; null is the CPU.</param>
    /// <param name="fallbackToCpu">Whether to go on with the CPU where the device cannot be used.</param>
    /// <exception cref="GeneratorException">It is no such file, or its generators cannot be opened or do not belong together.</exception>
    public static GeneratorSet Load(string path, int? gpuDeviceId = null, bool fallbackToCpu = false) =>
        GeneratorSetFile.Open(path, file => (IConditionalGenerator)OnnxConditionalGenerator.Load(file, gpuDeviceId, fallbackToCpu), g => g.Manifest,
            all => new GeneratorSet(all));

    /// <inheritdoc/>
    public void Generate(int count, ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> images)
    {
        int classes = generators.Length, latent = Manifest.LatentSize, length = Manifest.Shape.Length;
        for (int c = 0; c < classes; c++)
        {
            var rows = new List<int>();
            for (int n = 0; n < count; n++)
                if (GeneratorSetFile.ClassOf(y.Slice(n * classes, classes)) == c) rows.Add(n);
            if (rows.Count == 0) continue;
            int own = generators[c].Manifest.LatentSize;
            float[] latents = new float[rows.Count * own], one = new float[rows.Count], made = new float[rows.Count * length];
            Array.Fill(one, 1f);
            for (int i = 0; i < rows.Count; i++) z.Slice(rows[i] * latent, own).CopyTo(latents.AsSpan(i * own));
            generators[c].Generate(rows.Count, latents, one, made);
            for (int i = 0; i < rows.Count; i++) made.AsSpan(i * length, length).CopyTo(images[(rows[i] * length)..]);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IConditionalGenerator generator in generators) generator.Dispose();
    }
}
