namespace GanAugment.Data;

public sealed class SubsetTests
{
    private static readonly LabelledImageSet Source = new("test", new ImageShape(1, 1, 2), new ClassMap(["a", "b"]), [0, 1, 1],
        new byte[] { 1, 2, 3, 4, 5, 6 });

    [Fact]
    public void Images_come_in_the_order_asked_for_and_may_repeat()
    {
        var subset = new Subset(Source, [2, 0, 2]);

        Assert.Equal([1, 0, 1], subset.Labels);
        Assert.Equal([5, 6], subset.ReadAt(0));
        Assert.Equal([1, 2], subset.ReadAt(1));
        Assert.Equal([1, 2], subset.CountPerClass());
        Assert.Equal(Source.Classes, subset.Classes);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void An_index_outside_the_source_is_refused(int index) => Assert.Throws<ArgumentOutOfRangeException>(() => new Subset(Source, [index]));
}
