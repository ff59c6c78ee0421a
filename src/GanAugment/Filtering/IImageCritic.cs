using GanAugment.Data;

namespace GanAugment.Filtering;

/// <summary>Says how real images look for their class: the discriminator of a GAN. One call at a time.</summary>
public interface IImageCritic : IDisposable
{
    /// <summary>Criticises a batch. An image's figure does not depend on the rest of the batch.</summary>
    /// <param name="count">N.</param>
    /// <param name="shape">The shape of every image.</param>
    /// <param name="images">[N, C, H, W] in [−1, 1].</param>
    /// <param name="classes">The generator's class index of every image: [N].</param>
    /// <param name="logits">Receives [N]; the larger, the more real.</param>
    void Criticise(int count, ImageShape shape, ReadOnlySpan<float> images, ReadOnlySpan<int> classes, Span<float> logits);
}
