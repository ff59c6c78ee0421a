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
    /// <param name="output">The output; null is the only one.</param>
    /// <exception cref="GeneratorException">The file is missing, or makes no vector of each image.</exception>
    public OnnxFeatureExtractor(string path, ImageBinding? input = null, string? output = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        model = new OnnxImageModel(path, "feature extractor", input, null, output);
        Name = Path.GetFileName(path);
        if (model.Length is not { } length)
        {
            model.Dispose();
            throw new GeneratorException("The feature extractor does not say how many features it has.", $"The file is '{path}'.",
                "Export it with a fixed size of its output.");
        }

        Length = length;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Length { get; }

    /// <inheritdoc/>
    public void Extract(int count, ImageShape shape, ReadOnlySpan<float> images, Span<float> features) =>
        model.Run(count, shape, images, [], Length, features);

    /// <inheritdoc/>
    public void Dispose() => model.Dispose();
}
