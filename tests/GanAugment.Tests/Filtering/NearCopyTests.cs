using GanAugment.Data;
using GanAugment.Evaluation;
using GanAugment.Filtering;

namespace GanAugment.Tests.Filtering;

public class NearCopyTests
{
    // Neighbours are 10 levels apart in class 0 and 2 in class 1.
    private static readonly byte[] Wide = [.. Enumerable.Range(0, 25).Select(i => (byte)(10 * i))];
    private static readonly byte[] Close = [.. Enumerable.Range(0, 25).Select(i => (byte)(2 * i))];

    [Fact]
    public void An_image_nearer_than_real_neighbours_is_refused()
    {
        using IImageJudge judge = new NearCopy(0).Prepare(new FilterScene(Wide, Close).Context);
        Assert.Equal([false, false, false, true], Keep(judge, 0, 20, 23, 26, 254));
        Assert.Equal([false, false, true], Keep(judge, 1, 20, 21, 60));
    }

    [Fact]
    public void The_score_is_the_share_of_the_bound()
    {
        using IImageJudge judge = new NearCopy(0).Prepare(new FilterScene(Wide, Close).Context);
        Assert.Equal(0.4f, FilterScene.Judge(judge, 0, FilterScene.Unit(24))[0].Score, 1e-3f);
        Assert.Equal(1, FilterScene.Judge(judge, 0, FilterScene.Unit(255))[0].Score);
    }

    [Fact]
    public void A_class_with_few_images_takes_the_bound_of_all()
    {
        // Three images of class 1, 100 apart: their own bound would refuse all but the farthest.
        using IImageJudge judge = new NearCopy(50).Prepare(new FilterScene(Wide, [0, 100, 200]).Context);
        Assert.Equal([false, true, true], Keep(judge, 1, 3, 50, 111));
    }

    [Fact]
    public void Where_real_images_repeat_only_exact_copies_are_refused()
    {
        using IImageJudge judge = new NearCopy(0).Prepare(new FilterScene([.. Wide, 0]).Context);
        Assert.Equal([false, true], Keep(judge, 0, 10, 11));
    }

    [Fact]
    public void One_real_image_alone_gives_no_bound()
    {
        var e = Assert.Throws<DatasetException>(() => new NearCopy().Prepare(new FilterScene([5], [6]).Context));
        Assert.Contains("no two real images", e.What);
        Assert.Throws<OptionException>(() => new NearCopy(-1));
    }

    [Fact]
    public void Features_are_compared_where_there_is_an_extractor()
    {
        // The feature is the level modulo 64: far apart in pixels, a copy in features.
        using var extractor = new Modulo();
        using IImageJudge judge = new NearCopy(0, extractor).Prepare(new FilterScene([0, 20, 40]).Context);
        Assert.Equal([false, true], Keep(judge, 0, 128, 127));
        Assert.Contains("modulo", new NearCopy(0, extractor).Name);
    }

    private static IEnumerable<bool> Keep(IImageJudge judge, int c, params double[] levels) =>
        FilterScene.Judge(judge, c, [.. levels.Select(FilterScene.Unit)]).Select(v => v.Keep);

    private sealed class Modulo : IFeatureExtractor
    {
        public string Name => "modulo";

        public int Length => 1;

        public void Extract(int count, ImageShape shape, ReadOnlySpan<float> images, Span<float> features)
        {
            for (int n = 0; n < count; n++) features[n] = MathF.Round((images[n * shape.Length] + 1) * 127.5f) % 64;
        }

        public void Dispose()
        {
        }
    }
}
