using GanAugment.Filtering;

namespace GanAugment.Tests.Filtering;

public class WithinManifoldTests
{
    [Fact]
    public void An_image_in_the_ball_of_a_real_one_is_kept()
    {
        // The second neighbour of 0 is 20 away, that of 100 is 90.
        using IImageJudge judge = new WithinManifold(2).Prepare(new FilterScene([0, 10, 20, 100]).Context);
        Assert.Equal([true, true, true, true, false], Keep(judge, 0, 5, 20, 40, 190, 191));
    }

    [Fact]
    public void More_neighbours_keep_more()
    {
        byte[] real = [0, 10, 20, 60, 100];
        int[] kept = [.. new[] { 1, 2, 4 }.Select(k =>
        {
            using IImageJudge judge = new WithinManifold(k).Prepare(new FilterScene(real).Context);
            return Keep(judge, 0, [.. Enumerable.Range(0, 256).Select(level => (double)level)]).Count(keep => keep);
        })];
        Assert.True(kept[0] < kept[1] && kept[1] < kept[2], string.Join(" ", kept));
    }

    [Fact]
    public void The_score_falls_with_the_distance()
    {
        using IImageJudge judge = new WithinManifold(1).Prepare(new FilterScene([0, 10]).Context);
        Assert.Equal([1, 1, 0.5f], FilterScene.Judge(judge, 0, FilterScene.Unit(5), FilterScene.Unit(20), FilterScene.Unit(30)).Select(v => v.Score));
    }

    [Fact]
    public void A_class_with_one_real_image_keeps_everything_and_is_warned_of()
    {
        var scene = new FilterScene([0, 10], [200]);
        using IImageJudge judge = new WithinManifold().Prepare(scene.Context);
        Assert.Equal([true], Keep(judge, 1, 3));
        Assert.Contains("'class 1'", Assert.Single(scene.Warnings));
        Assert.Throws<OptionException>(() => new WithinManifold(0));
    }

    private static IEnumerable<bool> Keep(IImageJudge judge, int c, params double[] levels) =>
        FilterScene.Judge(judge, c, [.. levels.Select(FilterScene.Unit)]).Select(v => v.Keep);
}
