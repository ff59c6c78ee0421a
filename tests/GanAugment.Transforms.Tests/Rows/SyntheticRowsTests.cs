using GanAugment.Sampling;
using GanAugment.Transforms.Rows;

namespace GanAugment.Transforms.Tests.Rows;

public sealed class SyntheticRowsTests
{
    private static SyntheticRows Rows(params (string Class, long Synthetic)[] classes) => new(SamplingPlan.Resolve(
        SamplingStrategy.Custom(classes.ToDictionary(c => c.Class, c => (int)c.Synthetic)), classes.Select(c => KeyValuePair.Create(c.Class, 1L))));

    [Fact]
    public void Every_row_of_every_class_stands_once_in_order()
    {
        SyntheticRows rows = Rows(("a", 7), ("b", 0), ("c", 20));
        Assert.Equal(27, rows.Count);
        foreach (var (index, count) in new[] { (0, 7), (1, 0), (2, 20) })
            Assert.Equal(Enumerable.Range(0, count), Enumerable.Range(0, 27).Where(row => rows.ClassOf(row) == index).Select(rows.RowInClass));
    }

    [Fact]
    public void Any_beginning_has_the_classes_in_proportion()
    {
        SyntheticRows rows = Rows(("a", 100), ("b", 10), ("c", 55));
        int[] seen = new int[3];
        for (int row = 0; row < rows.Count; row++)
        {
            seen[rows.ClassOf(row)]++;
            for (int c = 0; c < 3; c++)
                Assert.InRange(seen[c] - (row + 1.0) * rows.Plan[c].Synthetic / rows.Count, -1.5, 1.5);
        }
    }

    [Fact]
    public void A_plan_that_is_too_large_is_refused()
    {
        SamplingPlan plan = SamplingPlan.Resolve(SamplingStrategy.Add(int.MaxValue), [KeyValuePair.Create("a", 1L), KeyValuePair.Create("b", 1L)]);
        Assert.Throws<OptionException>(() => new SyntheticRows(plan));
    }
}
