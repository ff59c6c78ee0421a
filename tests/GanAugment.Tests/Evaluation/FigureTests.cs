using GanAugment.Evaluation;

namespace GanAugment.Tests.Evaluation;

public class FigureTests
{
    private static readonly Figure Some = new()
    {
        Metric = "frechet", Reference = "trainingImages", Count = 5000, Extractor = "domain-1a2b3c4d", Value = 12,
    };

    [Fact]
    public void Its_key_names_metric_protocol_images_and_network()
    {
        Assert.Equal("frechet.trainingImages.n5000.domain-1a2b3c4d", Some.Key);
        Assert.Equal("frechet[cat].trainingImages.n50.domain-1a2b3c4d", (Some with { Class = "cat", Count = 50 }).Key);
    }

    [Fact]
    public void Figures_of_one_protocol_are_compared() => Assert.Equal(2, Some.Minus(Some with { Value = 10, Deviation = 1 }));

    public static TheoryData<Figure, string> Others => new()
    {
        { Some with { Count = 50000 }, "N 5000 and 50000" },
        { Some with { Extractor = "domain-99999999" }, "extractor domain-1a2b3c4d and domain-99999999" },
        { Some with { Reference = "heldOutImages" }, "reference trainingImages and heldOutImages" },
        { Some with { Metric = "kernel" }, "metric frechet and kernel" },
        { Some with { Class = "cat" }, "class all and cat" },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Figures_of_two_protocols_are_not(Figure other, string difference)
    {
        var error = Assert.Throws<OptionException>(() => Some.Minus(other));
        Assert.Contains(difference, error.What, StringComparison.Ordinal);
        Assert.Contains("Measure both", error.Remedy, StringComparison.Ordinal);
    }
}
