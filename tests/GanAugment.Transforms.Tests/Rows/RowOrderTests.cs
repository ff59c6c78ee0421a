using GanAugment.Transforms.Rows;

namespace GanAugment.Transforms.Tests.Rows;

public sealed class RowOrderTests
{
    [Theory]
    [InlineData(10, 5)]
    [InlineData(5, 10)]
    [InlineData(7, 3)]
    [InlineData(1, 9)]
    [InlineData(9, 0)]
    public void Interleaved_rows_are_spread_evenly(int real, int synthetic)
    {
        List<int> order = Walk(RowOrder.Of(SyntheticRowPlacement.Interleaved, real, synthetic), real);
        Assert.Equal(Enumerable.Range(0, synthetic), order.Where(row => row >= 0));
        Assert.Equal(real, order.Count(row => row < 0));
        for (int i = 0, seen = 0; i < order.Count; i++)
        {
            if (order[i] >= 0) seen++;
            Assert.InRange(seen - (double)(i + 1) * synthetic / order.Count, -1 - (double)synthetic / real, 1 + (double)synthetic / real);
        }
    }

    [Theory]
    [InlineData(10, 5)]
    [InlineData(7, 100)]
    [InlineData(1000, 3)]
    public void Interleaved_rows_come_when_their_share_of_the_real_ones_is_read(int real, int synthetic)
    {
        RowOrder order = RowOrder.Of(SyntheticRowPlacement.Interleaved, real, synthetic);
        int given = 0;
        for (int read = 0; read <= real; read++)
        {
            while (order.Next(read, false) >= 0) given++;
            Assert.Equal((long)read * synthetic / real, given);
        }
    }

    [Fact]
    public void Appended_rows_come_last() => Assert.Equal([-1, -1, -1, 0, 1], Walk(RowOrder.Of(SyntheticRowPlacement.Appended, 3, 2), 3));

    [Fact]
    public void Shuffled_rows_are_all_there_in_an_order_that_the_seed_decides()
    {
        List<int> order = Walk(RowOrder.Shuffled(20, 12, new Random(4)), 20);
        Assert.Equal(Enumerable.Range(0, 12), order.Where(row => row >= 0).Order());
        Assert.Equal(20, order.Count(row => row < 0));
        Assert.Equal(order, Walk(RowOrder.Shuffled(20, 12, new Random(4)), 20));
        Assert.NotEqual(order, Walk(RowOrder.Shuffled(20, 12, new Random(5)), 20));
    }

    [Fact]
    public void A_source_with_fewer_or_more_rows_than_counted_loses_none()
    {
        foreach (int actual in new[] { 0, 2, 15 })
            foreach (RowOrder order in new[] { RowOrder.Of(SyntheticRowPlacement.Interleaved, 6, 4), RowOrder.Shuffled(6, 4, new Random(1)) })
                Assert.Equal(actual + 4, Walk(order, actual).Count);
    }

    // -1 is a real row.
    private static List<int> Walk(RowOrder order, int real)
    {
        var rows = new List<int>();
        int read = 0;
        while (true)
        {
            int row = order.Next(read, read == real);
            if (row < 0 && read == real) return rows;
            if (row < 0) read++;
            rows.Add(row);
        }
    }
}
