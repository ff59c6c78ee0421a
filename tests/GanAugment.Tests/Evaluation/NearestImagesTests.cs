using GanAugment.Data;
using GanAugment.Evaluation;

namespace GanAugment.Tests.Evaluation;

public class NearestImagesTests
{
    [Fact]
    public void Neighbours_are_those_of_an_exhaustive_search()
    {
        ImageShape shape = new(1, 5, 7);
        byte[] images = Noise(600 * shape.Length, 1), queries = Noise(4 * shape.Length, 2);
        Neighbour[][] found = NearestImages.ByPixels(Source(shape, images), queries, 5);
        for (int q = 0; q < 4; q++)
        {
            Neighbour[] expected = [.. Enumerable.Range(0, 600).Select(i => new Neighbour(i, Math.Sqrt(Enumerable.Range(0, shape.Length)
                .Average(p => Math.Pow(images[i * shape.Length + p] - queries[q * shape.Length + p], 2))))).OrderBy(n => n.Distance).Take(5)];
            Assert.Equal(expected.Select(n => n.Index), found[q].Select(n => n.Index));
            Assert.All(expected.Zip(found[q]), pair => Assert.Equal(pair.First.Distance, pair.Second.Distance, 1e-9));
        }
    }

    [Fact]
    public void Ties_go_to_the_lower_index_and_small_sets_give_fewer()
    {
        Neighbour[][] found = NearestImages.ByPixels(Source(new ImageShape(1, 1, 1), [5, 9, 5]), new byte[] { 5 }, 9);
        Assert.Equal([(0, 0), (2, 0), (1, 4)], found[0].Select(n => (n.Index, n.Distance)));
        found = NearestImages.ByPixels(Source(new ImageShape(1, 1, 1), [7, 7, 7, 7]), new byte[] { 5 }, 2);
        Assert.Equal([0, 1], found[0].Select(n => n.Index));
    }

    [Fact]
    public void Distances_of_bytes_are_exact_at_any_length()
    {
        byte[] a = Noise(70_000, 3), b = Noise(70_000, 4);
        foreach (int length in Enumerable.Range(0, 100).Concat([32768, 32769, 70_000]))
        {
            long expected = Enumerable.Range(0, length).Sum(i => (long)(a[i] - b[i]) * (a[i] - b[i]));
            Assert.Equal(expected, NearestImages.SquaredDistance(a.AsSpan(0, length), b.AsSpan(0, length)));
        }

        // The largest differences for as long as a sum of 32 bits is kept.
        Assert.Equal(70_000L * 255 * 255, NearestImages.SquaredDistance(new byte[70_000], [.. Enumerable.Repeat((byte)255, 70_000)]));
    }

    [Fact]
    public void By_features_the_nearest_are_those_of_the_features()
    {
        // The extractor sees the first pixel only, so the last image is nearest.
        using var extractor = new FirstPixel();
        Neighbour[][] found = NearestImages.ByFeatures(Source(new ImageShape(1, 1, 2), [255, 0, 80, 0, 1, 255]), new byte[] { 0, 0 }, 2, extractor);
        Assert.Equal([2, 1], found[0].Select(n => n.Index));
        Assert.Equal(1 / 127.5, found[0][0].Distance, 1e-6);
        Assert.Equal(1, NearestImages.ByPixels(Source(new ImageShape(1, 1, 2), [255, 0, 80, 0, 1, 255]), new byte[] { 0, 0 }, 1)[0][0].Index);
    }

    [Fact]
    public void An_image_that_cannot_be_read_says_so_itself() =>
        Assert.Throws<DatasetException>(() => NearestImages.ByPixels(new Broken(), new byte[1], 1));

    [Fact]
    public void A_baseline_summarises_distances()
    {
        NeighbourBaseline baseline = NeighbourBaseline.Of(Enumerable.Range(0, 101).Select(i => (double)(100 - i)));
        Assert.Equal(new NeighbourBaseline(101, 50, 5), baseline);
        Assert.Equal(new NeighbourBaseline(1, 7, 7), NeighbourBaseline.Of([7]));
    }

    private static LabelledImageSet Source(ImageShape shape, byte[] pixels) =>
        new("test", shape, new ClassMap(["a"]), new int[pixels.Length / shape.Length], pixels);

    private static byte[] Noise(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private sealed class FirstPixel : IFeatureExtractor
    {
        public string Name => "first pixel";

        public int Length => 1;

        public void Extract(int count, ImageShape shape, ReadOnlySpan<float> images, Span<float> features)
        {
            for (int n = 0; n < count; n++) features[n] = images[n * shape.Length];
        }

        public void Dispose()
        {
        }
    }

    private sealed class Broken : ILabelledImageSource
    {
        public string Origin => "broken";

        public ImageShape Shape => new(1, 1, 1);

        public ClassMap Classes { get; } = new(["a"]);

        public IReadOnlyList<int> Labels => [0];

        public void Read(int index, Span<byte> pixels) => throw new DatasetException("An image is broken.", "Here.", "Mend it.");
    }
}
