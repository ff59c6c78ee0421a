using GanAugment.Data;
using GanAugment.Filtering;
using GanAugment.Generation;
using GanAugment.Transforms.Filtering;

namespace GanAugment.Transforms;

/// <summary>A discriminator file run by ONNX Runtime: image [N, C, H, W] in [−1, 1] and y [N, K] → logit [N, 1] or [N]. Only load files from sources you
/// trust.</summary>
/// <remarks>See docs/onnx-contract.md. <see cref="ImageFilters.Discriminator"/> is a filter of it.</remarks>
public sealed class OnnxDiscriminator : IImageCritic
{
    private readonly OnnxImageModel model;
    private readonly int classes;

    private OnnxDiscriminator(OnnxImageModel model, DiscriminatorManifest? manifest, int classes)
    {
        this.model = model;
        this.classes = classes;
        Manifest = manifest;
    }

    /// <summary>What the file says of itself; null where another program wrote it.</summary>
    public DiscriminatorManifest? Manifest { get; }

    /// <summary>Opens a file that has a manifest, as <c>ganaugment export</c> writes it.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <exception cref="GeneratorException">The file is missing or no discriminator, or does not say of which classes.</exception>
    public static OnnxDiscriminator Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Open(path, manifest => manifest?.Classes.Count
            ?? throw new GeneratorException("The discriminator does not say which classes it knows.",
                $"The file '{path}' has no metadata '{GeneratorManifest.MetadataKey}'.", "Give a file that ganaugment export wrote."));
    }

    /// <summary>Opens a generator's discriminator; one without a manifest is taken for one of the generator's classes.</summary>
    internal static OnnxDiscriminator Load(string path, GeneratorManifest generator) => Open(path, manifest => manifest?.Disagreement(generator) is { } why
        ? throw new GeneratorException($"The discriminator is not this generator's: {why}.", $"The file is '{path}'.",
            "Give the discriminator that the generator was trained with: export both from one run.")
        : generator.Classes.Count);

    /// <inheritdoc/>
    /// <exception cref="GeneratorException">ONNX Runtime failed.</exception>
    public void Criticise(int count, ImageShape shape, ReadOnlySpan<float> images, ReadOnlySpan<int> classes, Span<float> logits)
    {
        float[] y = new float[count * this.classes]; // [N, K]
        for (int n = 0; n < count; n++) y[n * this.classes + classes[n]] = 1;
        model.Run(count, shape, images, y, 1, logits);
    }

    /// <inheritdoc/>
    public void Dispose() => model.Dispose();

    private static OnnxDiscriminator Open(string path, Func<DiscriminatorManifest?, int> classes)
    {
        var model = new OnnxImageModel(path, "discriminator", new ImageBinding { Name = "image" }, "y", null);
        try
        {
            DiscriminatorManifest? manifest = model.Metadata(GeneratorManifest.MetadataKey) is { } json ? DiscriminatorManifest.Parse(json, path) : null;
            return new OnnxDiscriminator(model, manifest, classes(manifest));
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}
