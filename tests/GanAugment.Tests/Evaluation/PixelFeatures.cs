using GanAugment.Data;
using GanAugment.Evaluation;

namespace GanAugment.Tests.Evaluation;

/// <summary>The first pixels of an image as its features.</summary>
internal sealed class PixelFeatures(int length, Func<float, float>? change = null) : IFeatureExtractor
{
    public string Name => "pixels-test";

    public int Length => length;

    public void Extract(int count, ImageShape shape, ReadOnlySpan<float> images, Span<float> features)
    {
        for (int n = 0; n < count; n++)
            for (int f = 0; f < length; f++)
                features[n * length + f] = (change ?? (x => x))(images[n * shape.Length + f]);
    }

    public void Dispose()
    {
    }
}
