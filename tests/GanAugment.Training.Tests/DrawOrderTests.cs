using GanAugment.Data;

namespace GanAugment.Training.Tests;

public class DrawOrderTests
{
    private static readonly LabelledImageSet Data = Shapes.Make([50, 7, 2]);

    [Fact]
    public void Uniform_draws_show_every_class_equally_often_and_every_image_of_a_class_before_any_twice()
    {
        var order = new DrawOrder(ClassSampling.Uniform, Data, 1, "test");
        var draws = Enumerable.Range(0, 210).Select(i => order.At(i)).ToArray();
        for (int start = 0; start < draws.Length; start += 3) Assert.Equal(3, draws.AsSpan(start, 3).ToArray().Select(d => d.Class).Distinct().Count());
        Assert.All(draws, d => Assert.Equal(Data.Labels[d.Image], d.Class));
        int[][] perClass = [.. Enumerable.Range(0, 3).Select(c => draws.Where(d => d.Class == c).Select(d => d.Image).ToArray())];
        Assert.All(perClass, images => Assert.Equal(70, images.Length));
        Assert.All(perClass[1].Chunk(7), round => Assert.Equal(7, round.Distinct().Count()));
        Assert.All(perClass[2].GroupBy(image => image), image => Assert.Equal(35, image.Count()));
    }

    [Fact]
    public void Natural_draws_show_every_image_once_per_epoch()
    {
        var order = new DrawOrder(ClassSampling.Natural, Data, 1, "test");
        int[] first = [.. Enumerable.Range(0, 59).Select(i => order.At(i).Image)], second = [.. Enumerable.Range(59, 59).Select(i => order.At(i).Image)];
        Assert.Equal(59, first.Distinct().Count());
        Assert.Equal(59, second.Distinct().Count());
        Assert.NotEqual(first, second);
    }

    [Theory]
    [InlineData(ClassSampling.Uniform, new[] { 1, 1, 1 })]
    [InlineData(ClassSampling.Natural, new[] { 1000, 100, 10 })]
    [InlineData(ClassSampling.SquareRoot, new[] { 784, 248, 78 })] // √1000 : √100 : √10
    [InlineData(ClassSampling.EffectiveNumber, new[] { 483, 321, 307 })] // 1000/632.3 : 100/95.2 : 10/9.96
    public void A_deck_holds_each_class_in_its_share(ClassSampling sampling, int[] expected)
    {
        int[] cards = ClassDeck.CardsPerClass(sampling, [1000, 100, 10]);
        for (int c = 0; c < 3; c++) Assert.InRange(cards[c], expected[c] * 0.98 - 0.5, expected[c] * 1.02 + 0.5);
    }

    [Fact]
    public void Root_draws_keep_their_shares_in_every_deck_and_show_every_image_of_a_class_before_any_twice()
    {
        var order = new DrawOrder(ClassSampling.SquareRoot, Data, 1, "test");
        int[] cards = ClassDeck.CardsPerClass(ClassSampling.SquareRoot, [50, 7, 2]);
        var draws = Enumerable.Range(0, 3 * cards.Sum()).Select(i => order.At(i)).ToArray();
        foreach (var deck in draws.Chunk(cards.Sum())) Assert.Equal(cards, Enumerable.Range(0, 3).Select(c => deck.Count(d => d.Class == c)));
        foreach (var round in draws.Where(d => d.Class == 1).Chunk(7).Where(r => r.Length == 7)) Assert.Equal(7, round.Distinct().Count());
    }

    [Theory]
    [InlineData(ClassSampling.Uniform)]
    [InlineData(ClassSampling.Natural)]
    [InlineData(ClassSampling.SquareRoot)]
    [InlineData(ClassSampling.EffectiveNumber)]
    public void A_position_is_the_same_draw_from_wherever_one_comes(ClassSampling sampling)
    {
        var running = new DrawOrder(sampling, Data, 1, "test");
        var draws = Enumerable.Range(0, 500).Select(i => running.At(i)).ToArray();
        Assert.Equal(draws[437], new DrawOrder(sampling, Data, 1, "test").At(437));
        Assert.Equal(draws[12], running.At(12));
        Assert.NotEqual(draws, Enumerable.Range(0, 500).Select(i => new DrawOrder(sampling, Data, 2, "test").At(i)).ToArray());
        Assert.NotEqual(draws, Enumerable.Range(0, 500).Select(i => new DrawOrder(sampling, Data, 1, "other").At(i)).ToArray());
    }
}
