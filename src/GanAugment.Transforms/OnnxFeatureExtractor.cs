using GanAugment.Data;
using GanAugment.Evaluation;
using GanAugment.Generation;
using GanAugment.Transforms.Filtering;

namespace GanAugment.Transforms;

/// <summary>Features of images from an ONNX file, for distances and filters. Only load files from sources you trust.</summary>
public sealed class OnnxFeatureExtractor : IFeatureExtractor
{
    private readonly OnnxImageModel model;

    /// <summary>Opens a file with one input of images and features as its output.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="input">How it takes images; null is [N, C, H, W] in [−1, 1].</param>
    /// <param name="output">The output; null is the only one, or of several the one called <c>features</c>.</param>
    /// <exception cref="GeneratorException">The file is missing, or makes no vector of each image.</exception>
    public OnnxFeatureExtractor(string path, ImageBinding? input = null, string? output = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        model = new OnnxImageModel(path, "feature extractor", input, null, output, usual: "features");
        Sha256 = FileHash.Of(path);
        // Two files of one name have different features.
        Name = $"{Path.GetFileNameWithoutExtension(path)}-{Sha256[..8]}";
        if (model.Length is not { } length)
        {
            model.Dispose();
            throw new GeneratorException("The feature extractor does not say how many features it has.", $"The file is '{path}'.",
                "Export it with a fixed size of its output.");
        }

        Length = length;
    }

    /// <inheritdoc/>
    /// <remarks>The file's name and the beginning of its hash: <c>inception-1a2b3c4d</c>.</remarks>
    public string Name { get; }

    /// <summary>SHA-256 of the file, as 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <inheritdoc/>
    public int Length { get; }

    /// <inheritdoc/>
    public void Extract(int count, ImageShape shape, ReadOnlySpan<float> images, Span<float> features) =>
        model.Run(count, shape, images, [], Length, features);

    /// <inheritdoc/>
    public void Dispose() => model.Dispose();
}
