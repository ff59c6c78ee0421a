using GanAugment.Data;

namespace GanAugment.Filtering;

/// <summary>Tells the classes of images. One call at a time.</summary>
public interface IImageClassifier : IDisposable
{
    /// <summary>Names network and weights; stands in the key of every figure made with it.</summary>
    string Name => "classifier";

    /// <summary>The class names, in the order of the probabilities.</summary>
    IReadOnlyList<string> Classes { get; }

    /// <summary>Classifies a batch. An image's probabilities do not depend on the rest of the batch.</summary>
    /// <param name="count">N.</param>
    /// <param name="shape">The shape of every image.</param>
    /// <param name="images">[N, C, H, W] in [−1, 1].</param>
    /// <param name="probabilities">Receives [N, Classes.Count], 0 … 1.</param>
    void Classify(int count, ImageShape shape, ReadOnlySpan<float> images, Span<float> probabilities);
}
