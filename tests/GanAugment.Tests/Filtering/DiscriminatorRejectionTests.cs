using GanAugment.Data;
using GanAugment.Filtering;

namespace GanAugment.Tests.Filtering;

public class DiscriminatorRejectionTests
{
    private const int Candidates = 4000;

    [Fact]
    public void What_is_kept_comes_near_to_the_distribution_of_real_images()
    {
        // Real levels are distributed as 1 − |x|, drawn ones evenly: half of the drawn have F > 0, so γ is 0 and rejection is exact.
        using IImageJudge judge = new DiscriminatorRejection(_ => new Density(), 50).Prepare(Scene.Context);
        double[] kept = Kept(judge);
        Assert.Equal(0.5, Levels(Candidates).Average(Math.Abs), 0.01);
        Assert.Equal(1.0 / 3, kept.Average(Math.Abs), 0.05);
        Assert.Equal(0.5, kept.Length / (double)Candidates, 0.05);
    }

    [Fact]
    public void A_higher_percentile_keeps_less_and_better_images()
    {
        double[][] kept = [.. new[] { 20.0, 60, 95 }.Select(percentile =>
        {
            using IImageJudge judge = new DiscriminatorRejection(_ => new Density(), percentile).Prepare(Scene.Context);
            return Kept(judge);
        })];
        Assert.True(kept[0].Length > kept[1].Length && kept[1].Length > kept[2].Length);
        Assert.True(kept[0].Average(Math.Abs) > kept[1].Average(Math.Abs) && kept[1].Average(Math.Abs) > kept[2].Average(Math.Abs));
    }

    [Fact]
    public void Scale_and_offset_of_the_discriminator_do_not_matter()
    {
        using IImageJudge plain = new DiscriminatorRejection(_ => new Density()).Prepare(Scene.Context);
        using IImageJudge shifted = new DiscriminatorRejection(_ => new Density { Scale = 40, Offset = -300 }).Prepare(Scene.Context);
        Assert.Equal(Kept(plain), Kept(shifted));
    }

    [Fact]
    public void Chance_belongs_to_the_candidate_and_not_to_the_batch()
    {
        using IImageJudge judge = new DiscriminatorRejection(_ => new Density()).Prepare(Scene.Context);
        float[] levels = [.. Levels(50).Select(x => (float)x)];
        ImageVerdict[] together = FilterScene.Judge(judge, 0, levels);
        for (int i = levels.Length - 1; i >= 0; i--)
        {
            var alone = new ImageVerdict[1];
            judge.Judge([new Candidate(0, i)], [.. Enumerable.Repeat(levels[i], 4)], alone);
            Assert.Equal(together[i], alone[0]);
        }
    }

    [Fact]
    public void A_discriminator_that_prefers_generated_images_keeps_all_and_is_warned_of()
    {
        FilterScene scene = Scene;
        using IImageJudge judge = new DiscriminatorRejection(_ => new Density { Scale = -1 }).Prepare(scene.Context);
        Assert.Equal(Candidates, Kept(judge).Length);
        Assert.Contains("no less real", Assert.Single(scene.Warnings));
    }

    [Fact]
    public void It_can_be_calibrated_with_images_that_were_held_out()
    {
        var held = new FilterScene([100, 120, 128, 140, 160]);
        using IImageJudge judge = new DiscriminatorRejection(_ => new Density(), held: held.Context.Real()).Prepare(Scene.Context);
        Assert.InRange(Kept(judge).Length, 1, Candidates - 1);
        var other = new LabelledImageSet("other", new ImageShape(1, 1, 1), new ClassMap(["class 0"]), [0], new byte[1]);
        Assert.Contains("1×2×2", Assert.Throws<DatasetException>(() => new DiscriminatorRejection(_ => new Density(), held: other).Prepare(Scene.Context)).What);
        var empty = new LabelledImageSet("empty", FilterScene.Shape, new ClassMap(["dog"]), [], Array.Empty<byte>());
        Assert.Throws<DatasetException>(() => new DiscriminatorRejection(_ => new Density(), held: empty).Prepare(Scene.Context));
    }

    [Fact]
    public void A_percentile_that_is_none_is_refused()
    {
        Assert.Throws<OptionException>(() => new DiscriminatorRejection(_ => new Density(), 101));
        Assert.Throws<OptionException>(() => new DiscriminatorRejection(_ => new Density(), -1));
    }

    // Quantiles of the triangular distribution on [−1, 1].
    private static FilterScene Scene => new([.. Enumerable.Range(0, 200).Select(i => (i + 0.5) / 200)
        .Select(u => u < 0.5 ? Math.Sqrt(2 * u) - 1 : 1 - Math.Sqrt(2 - 2 * u)).Select(x => (byte)Math.Round((x + 1) * 127.5))])
    {
        Drawn = (_, i) => (float)(2 * (i + 0.5) / 200 - 1),
    };

    private static IEnumerable<double> Levels(int count) => Enumerable.Range(0, count).Select(i => 2 * (i * 0.618034 % 1) - 1);

    private static double[] Kept(IImageJudge judge)
    {
        double[] levels = [.. Levels(Candidates)];
        ImageVerdict[] verdicts = FilterScene.Judge(judge, 0, [.. levels.Select(x => (float)x)]);
        return [.. levels.Where((_, i) => verdicts[i].Keep)];
    }

    /// <summary>The true log ratio of densities up to scale and offset, as a discriminator that was trained with another loss may have it.</summary>
    private sealed class Density : IImageCritic
    {
        public double Scale { get; init; } = 1;

        public double Offset { get; init; }

        public void Criticise(int count, ImageShape shape, ReadOnlySpan<float> images, ReadOnlySpan<int> classes, Span<float> logits)
        {
            for (int n = 0; n < count; n++)
                logits[n] = (float)(Scale * Math.Log(Math.Max(0.01, 2 * (1 - Math.Abs((double)images[n * shape.Length])))) + Offset);
        }

        public void Dispose()
        {
        }
    }
}
