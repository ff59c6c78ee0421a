using GanAugment.Data;
using GanAugment.Filtering;

namespace GanAugment.Transforms.Filtering;

/// <summary>A classifier in an ONNX file.</summary>
internal sealed class OnnxClassifier(OnnxImageModel model, IReadOnlyList<string> classes) : IImageClassifier
{
    public IReadOnlyList<string> Classes => classes;

    public void Classify(int count, ImageShape shape, ReadOnlySpan<float> images, Span<float> probabilities)
    {
        model.Run(count, shape, images, [], classes.Count, probabilities);
        for (int n = 0; n < count; n++) Scores.ToProbabilities(probabilities.Slice(n * classes.Count, classes.Count));
    }

    public void Dispose() => model.Dispose();
}
