namespace GanAugment.Data;

public sealed class StratifiedSplitTests
{
    private static readonly LabelledImageSet Source = Make(30, 10, 2, 1);

    [Fact]
    public void Both_parts_together_are_the_source_and_share_nothing()
    {
        (Subset kept, Subset heldOut) = StratifiedSplit.HoldOut(Source, 0.2, seed: 5);

        Assert.Equal(Enumerable.Range(0, Source.Labels.Count), kept.Indices.Concat(heldOut.Indices).Order());
    }

    [Fact]
    public void Every_class_gives_its_share_but_keeps_at_least_one()
    {
        (Subset kept, Subset heldOut) = StratifiedSplit.HoldOut(Source, 0.2, seed: 5);

        Assert.Equal([6, 2, 1, 0], heldOut.CountPerClass());
        Assert.Equal([24, 8, 1, 1], kept.CountPerClass());
    }

    [Fact]
    public void The_seed_alone_decides()
    {
        Assert.Equal(StratifiedSplit.HoldOut(Source, 0.3, 1).HeldOut.Indices, StratifiedSplit.HoldOut(Source, 0.3, 1).HeldOut.Indices);
        Assert.NotEqual(StratifiedSplit.HoldOut(Source, 0.3, 1).HeldOut.Indices, StratifiedSplit.HoldOut(Source, 0.3, 2).HeldOut.Indices);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_share_outside_0_and_1_is_refused(double share) => Assert.Throws<OptionException>(() => StratifiedSplit.HoldOut(Source, share, 0));

    private static LabelledImageSet Make(params int[] counts)
    {
        int[] labels = [.. counts.SelectMany((count, k) => Enumerable.Repeat(k, count))];
        return new LabelledImageSet("test", new ImageShape(1, 1, 1), new ClassMap(counts.Select((_, k) => $"c{k}")), labels, new byte[labels.Length]);
    }
}
