using System.Globalization;
using System.Text.Json;
using GanAugment.Data;
using GanAugment.Filtering;
using GanAugment.Transforms.Filtering;
using Microsoft.ML.OnnxRuntime;

namespace GanAugment.Transforms;

/// <summary>A classifier of images in an ONNX file. Only load files from sources you trust.</summary>
public sealed class OnnxImageClassifier : IImageClassifier
{
    private const string MetadataKey = "ganaugment.classifier", Probabilities = "probabilities";
    private const int MostClasses = 1 << 16;

    private readonly OnnxClassifier classifier;

    /// <summary>Opens a file that says its own classes, as a feature network of this project does.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <exception cref="GeneratorException">The file is missing, is no classifier, or does not say its classes.</exception>
    public OnnxImageClassifier(string path) : this(path, null)
    {
    }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The ONNX file: one input of images [N, C, H, W] in [−1, 1], and probabilities or logits [N, K].</param>
    /// <param name="classes">The class names in the order of its output; null where the file says them.</param>
    /// <param name="output">The output; null is the only one, or of several the one called <c>probabilities</c>.</param>
    /// <exception cref="GeneratorException">The file is missing, is no classifier, or has other than so many classes.</exception>
    public OnnxImageClassifier(string path, IReadOnlyList<string>? classes, string? output = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var model = new OnnxImageModel(path, "classifier", null, null, output, usual: Probabilities);
        try
        {
            Classes = classes ?? Named(model, path);
            if (model.Length is { } length && length != Classes.Count)
                throw new GeneratorException($"The classifier tells {length} classes apart, but {Classes.Count} are named.", $"The file is '{path}'.",
                    "Give the class names in the order of its output.");
            Name = $"{Path.GetFileNameWithoutExtension(path)}-{FileHash.Of(path)[..8]}";
        }
        catch
        {
            model.Dispose();
            throw;
        }

        classifier = new OnnxClassifier(model, Classes);
    }

    /// <inheritdoc/>
    /// <remarks>The file's name and the beginning of its hash.</remarks>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes { get; }

    /// <inheritdoc/>
    public void Classify(int count, ImageShape shape, ReadOnlySpan<float> images, Span<float> probabilities) =>
        classifier.Classify(count, shape, images, probabilities);

    /// <inheritdoc/>
    public void Dispose() => classifier.Dispose();

    /// <summary>Opens the classifier in a file of features: its output <c>probabilities</c>.</summary>
    /// <param name="path">The ONNX file. Classes that it does not name are called by number, from 0.</param>
    /// <returns>Null where it has no such output.</returns>
    /// <exception cref="GeneratorException">The file is missing, or cannot be read.</exception>
    public static OnnxImageClassifier? OpenIfAny(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        int? device = null;
        int classes;
        bool named;
        using (InferenceSession session = GeneratorSession.Open(options => new InferenceSession(path, options), path, ref device, fallbackToCpu: false))
        {
            if (!session.OutputNames.Contains(Probabilities)) return null;
            classes = session.OutputMetadata[Probabilities].Dimensions is [_, > 0 and <= MostClasses and var last] ? last : 0;
            named = GeneratorContract.Metadata(session, MetadataKey, path) is not null;
        }

        if (classes == 0 && !named)
            throw new GeneratorException($"The output '{Probabilities}' does not say how many classes it tells apart.", $"The file is '{path}'.",
                $"Export it with a fixed size of that output, at most {MostClasses}.");

        return new OnnxImageClassifier(path, named ? null : [.. Enumerable.Range(0, classes).Select(c => c.ToString(CultureInfo.InvariantCulture))],
            Probabilities);
    }

    private static IReadOnlyList<string> Named(OnnxImageModel model, string path)
    {
        try
        {
            if (model.Metadata(MetadataKey) is { } json)
                return [.. new ClassMap(JsonDocument.Parse(json).RootElement.GetProperty("classes").EnumerateArray().Select(name => name.GetString()!))];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or DatasetException)
        {
            throw new GeneratorException($"The classifier's classes cannot be read: {e.Message.TrimEnd('.')}.", $"They are in '{MetadataKey}' of '{path}'.",
                "Give the class names in the order of its output.", e);
        }

        throw new GeneratorException("The classifier does not say its classes.", $"The file is '{path}'.", "Give the class names in the order of its output.");
    }
}
