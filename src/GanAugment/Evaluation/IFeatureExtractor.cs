using GanAugment.Data;

namespace GanAugment.Evaluation;

/// <summary>Turns images into feature vectors in which sets of images are compared. Figures of two extractors are never comparable.</summary>
public interface IFeatureExtractor : IDisposable
{
    /// <summary>Names network and weights; stands in the key of every figure made with it.</summary>
    string Name { get; }

    /// <summary>The length of a feature vector.</summary>
    int Length { get; }

    /// <summary>Extracts the features of a batch. An image's features do not depend on the rest of the batch.</summary>
    /// <param name="count">N.</param>
    /// <param name="shape">The shape of every image.</param>
    /// <param name="images">[N, C, H, W] in [−1, 1].</param>
    /// <param name="features">Receives [N, Length].</param>
    /// <exception cref="GeneratorException">The network cannot read such images, or failed.</exception>
    void Extract(int count, ImageShape shape, ReadOnlySpan<float> images, Span<float> features);
}
