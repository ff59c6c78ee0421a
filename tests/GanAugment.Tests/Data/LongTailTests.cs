namespace GanAugment.Data;

public sealed class LongTailTests
{
    [Fact]
    public void The_profile_of_ratio_100_is_the_one_of_the_figures()
        => Assert.Equal([1000, 599, 359, 215, 129, 77, 46, 28, 17, 10], LongTail.Profile(10, 1000, 100));

    [Theory]
    [InlineData(1, 50, 10)]
    [InlineData(2, 50, 10)]
    [InlineData(7, 3, 1000)]
    [InlineData(10, 200, 1)]
    public void The_profile_falls_from_the_largest_and_never_below_one(int classes, int largest, double ratio)
    {
        int[] profile = LongTail.Profile(classes, largest, ratio);

        Assert.Equal(largest, profile[0]);
        Assert.Equal(profile.OrderDescending(), profile);
        Assert.All(profile, count => Assert.InRange(count, 1, largest));
        if (classes > 1) Assert.Equal(Math.Max(1, (int)Math.Round(largest / ratio)), profile[^1]);
    }

    [Fact]
    public void Select_keeps_the_profile_and_the_same_images_for_the_same_seed()
    {
        LabelledImageSet source = Balanced(perClass: 40);

        var selected = (Subset)LongTail.Select(source, 40, 10, seed: 7);

        Assert.Equal(LongTail.Profile(4, 40, 10), selected.CountPerClass());
        Assert.Equal(selected.Indices, ((Subset)LongTail.Select(source, 40, 10, seed: 7)).Indices);
        Assert.NotEqual(selected.Indices, ((Subset)LongTail.Select(source, 40, 10, seed: 8)).Indices);
        Assert.Equal(selected.Indices.Distinct().Order(), selected.Indices);
    }

    [Fact]
    public void The_selection_is_the_same_on_every_machine_and_in_every_version()
        => Assert.Equal([3, 9, 12, 16, 26, 32, 33], ((Subset)LongTail.Select(Balanced(perClass: 10), 3, 3, seed: 1)).Indices);

    [Fact]
    public void A_smaller_selection_is_part_of_a_larger_one()
    {
        LabelledImageSet source = Balanced(perClass: 40);

        IReadOnlyList<int> large = ((Subset)LongTail.Select(source, 30, 5, seed: 3)).Indices;
        IReadOnlyList<int> small = ((Subset)LongTail.Select(source, 20, 5, seed: 3)).Indices;

        Assert.NotEqual(large.Count, small.Count);
        Assert.Empty(small.Except(large));
    }

    [Fact]
    public void A_class_that_has_too_few_keeps_all()
        => Assert.Equal([5, 5, 5, 5], LongTail.Select(Balanced(perClass: 5), 100, 2, seed: 0).CountPerClass());

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, 0.5)]
    [InlineData(10, double.NaN)]
    [InlineData(10, double.PositiveInfinity)]
    public void Values_that_cannot_work_are_refused(int largest, double ratio)
        => Assert.Throws<OptionException>(() => LongTail.Select(Balanced(perClass: 5), largest, ratio, seed: 0));

    private static LabelledImageSet Balanced(int perClass)
    {
        int[] labels = [.. Enumerable.Range(0, 4 * perClass).Select(i => i % 4)];
        return new LabelledImageSet("test", new ImageShape(1, 1, 1), new ClassMap(["a", "b", "c", "d"]), labels, new byte[labels.Length]);
    }
}
