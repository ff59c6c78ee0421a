using GanAugment.Data;
using GanAugment.Provenance;
using GanAugment.Transforms.Rows;

namespace GanAugment.Transforms.Filtering;

/// <summary>Images that exist already.</summary>
/// <param name="shape">The shape of each.</param>
/// <param name="given">[N, C, H, W] in [−1, 1].</param>
internal sealed class GivenImages(ImageShape shape, float[] given) : ISyntheticImages
{
    public ImageShape Shape => shape;

    public void Make(ReadOnlySpan<int> rows, Span<float> images)
    {
        for (int i = 0; i < rows.Length; i++) given.AsSpan(rows[i] * shape.Length, shape.Length).CopyTo(images[(i * shape.Length)..]);
    }

    public SyntheticOrigin OriginOf(int row) => throw new InvalidOperationException("Images that were given have no origin.");

    public void Release()
    {
    }

    public void Dispose()
    {
    }
}
