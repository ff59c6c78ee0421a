using GanAugment.Data;
using GanAugment.Filtering;

namespace GanAugment.Tests.Filtering;

public class ClassifierAgreementTests
{
    private readonly FilterScene scene = new([0], [255]);

    [Fact]
    public void Images_of_another_class_are_refused()
    {
        using IImageJudge judge = new ClassifierAgreement(_ => new Ramp()).Prepare(scene.Context);
        Assert.Equal([true, true, false], FilterScene.Judge(judge, 0, -1, -0.2f, 0.2f).Select(v => v.Keep));
        Assert.Equal([false, false, true], FilterScene.Judge(judge, 1, -1, -0.2f, 0.2f).Select(v => v.Keep));
    }

    [Fact]
    public void The_probability_must_lie_in_the_band_and_is_the_score()
    {
        using IImageJudge judge = new ClassifierAgreement(_ => new Ramp(), 0.6, 0.9).Prepare(scene.Context);
        ImageVerdict[] verdicts = FilterScene.Judge(judge, 1, 0.1f, 0.2f, 0.7f, 0.9f);
        Assert.Equal([false, true, true, false], verdicts.Select(v => v.Keep));
        Assert.Equal(0.95f, verdicts[3].Score, 1e-6f);
    }

    [Fact]
    public void The_best_share_of_what_is_drawn_is_kept_class_by_class()
    {
        // Class 1 is drawn at levels from −1 to 1: a third of its images lies above 1/3.
        var wide = new FilterScene([0], [255]) { Drawn = (_, i) => 2 * (i + 0.5f) / 200 - 1 };
        using IImageJudge judge = new ClassifierAgreement(_ => new Ramp(), bestShare: 1.0 / 3).Prepare(wide.Context);
        Assert.Equal([false, false, true, true], FilterScene.Judge(judge, 1, 0.1f, 0.32f, 0.36f, 1).Select(v => v.Keep));
        Assert.Equal([true, true, false], FilterScene.Judge(judge, 0, -1, -0.36f, -0.3f).Select(v => v.Keep));
    }

    [Fact]
    public void A_classifier_that_lacks_a_class_is_refused_and_disposed()
    {
        var classifier = new Ramp { Classes = ["class 0", "dog"] };
        var e = Assert.Throws<OptionException>(() => new ClassifierAgreement(_ => classifier).Prepare(scene.Context));
        Assert.Contains("'class 1'", e.What);
        Assert.Contains("'dog'", e.Origin);
        Assert.True(classifier.Disposed);
    }

    [Fact]
    public void Classes_are_matched_by_name_whatever_their_order()
    {
        using IImageJudge judge = new ClassifierAgreement(_ => new Ramp { Classes = ["class 1", "class 0"] }).Prepare(scene.Context);
        Assert.True(FilterScene.Judge(judge, 1, -1)[0].Keep);
    }

    [Theory]
    [InlineData(-0.1, 1, 1)]
    [InlineData(0.6, 0.5, 1)]
    [InlineData(0, 1.1, 1)]
    [InlineData(double.NaN, 1, 1)]
    [InlineData(0, 1, 0)]
    [InlineData(0, 1, 1.5)]
    public void Bands_that_mean_nothing_are_refused(double lowest, double highest, double bestShare) =>
        Assert.Throws<OptionException>(() => new ClassifierAgreement(_ => new Ramp(), lowest, highest, bestShare));

    [Fact]
    public void The_name_says_what_is_asked_for() =>
        Assert.Equal("classifier agrees, 0.5 … 1, best 33 %", new ClassifierAgreement(_ => new Ramp(), 0.5, bestShare: 1.0 / 3).Name);

    /// <summary>The probability of the second class rises from 0 at black to 1 at white.</summary>
    private sealed class Ramp : IImageClassifier
    {
        public IReadOnlyList<string> Classes { get; init; } = ["class 0", "class 1"];

        public bool Disposed { get; private set; }

        public void Classify(int count, ImageShape shape, ReadOnlySpan<float> images, Span<float> probabilities)
        {
            for (int n = 0; n < count; n++)
            {
                probabilities[2 * n + 1] = (images[n * shape.Length] + 1) / 2;
                probabilities[2 * n] = 1 - probabilities[2 * n + 1];
            }
        }

        public void Dispose() => Disposed = true;
    }
}
