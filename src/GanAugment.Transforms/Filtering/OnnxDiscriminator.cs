using GanAugment.Data;
using GanAugment.Filtering;

namespace GanAugment.Transforms.Filtering;

/// <summary>A discriminator in an ONNX file: image [N, C, H, W] in [−1, 1] and y [N, K] → logit [N, 1] or [N].</summary>
internal sealed class OnnxDiscriminator(OnnxImageModel model, int classes) : IImageCritic
{
    public void Criticise(int count, ImageShape shape, ReadOnlySpan<float> images, ReadOnlySpan<int> wanted, Span<float> logits)
    {
        float[] y = new float[count * classes]; // [N, K]
        for (int n = 0; n < count; n++) y[n * classes + wanted[n]] = 1;
        model.Run(count, shape, images, y, 1, logits);
    }

    public void Dispose() => model.Dispose();
}
