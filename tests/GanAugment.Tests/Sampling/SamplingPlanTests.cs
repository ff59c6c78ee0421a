using GanAugment.Sampling;

namespace GanAugment.Tests.Sampling;

public class SamplingPlanTests
{
    private static readonly KeyValuePair<string, long>[] Counts = [new("shirt", 100), new("coat", 25), new("bag", 0)];

    [Fact]
    public void Balance_fills_up_to_the_largest_class() => Assert.Equal([0, 75, 100], Synthetic(SamplingStrategy.Balance()));

    [Fact]
    public void UpTo_below_the_present_count_adds_none_and_keeps_the_line()
    {
        var plan = SamplingPlan.Resolve(SamplingStrategy.UpTo(30), Counts);
        Assert.Equal([new ClassQuota("shirt", 100, 0), new ClassQuota("coat", 25, 5), new ClassQuota("bag", 0, 30)], plan);
    }

    [Fact]
    public void Add_gives_every_class_the_same() => Assert.Equal([10, 10, 10], Synthetic(SamplingStrategy.Add(10)));

    [Fact]
    public void Custom_gives_named_classes_their_own_number() =>
        Assert.Equal([0, 7, 0], Synthetic(SamplingStrategy.Custom(new Dictionary<string, int> { ["coat"] = 7 })));

    [Fact]
    public void An_unknown_class_is_named_with_those_there_are()
    {
        var error = Assert.Throws<OptionException>(() => SamplingPlan.Resolve(SamplingStrategy.Custom(new Dictionary<string, int> { ["Coat"] = 1 }), Counts));
        Assert.Contains("'Coat'", error.What);
        Assert.Contains("'shirt', 'coat', 'bag'", error.Origin);
    }

    [Fact]
    public void Negative_counts_are_refused()
    {
        Assert.Throws<OptionException>(() => SamplingStrategy.UpTo(-1));
        Assert.Throws<OptionException>(() => SamplingStrategy.Add(-1));
        Assert.Throws<OptionException>(() => SamplingStrategy.Custom(new Dictionary<string, int> { ["coat"] = -1 }));
    }

    [Fact]
    public void No_class_is_refused() => Assert.Throws<OptionException>(() => SamplingPlan.Resolve(SamplingStrategy.Balance(), []));

    [Fact]
    public void Totals_add_up()
    {
        var plan = SamplingPlan.Resolve(SamplingStrategy.Balance(), Counts);
        Assert.Equal((125, 175), (plan.RealTotal, plan.SyntheticTotal));
    }

    [Fact]
    public void Strategies_with_the_same_meaning_are_equal_and_say_it()
    {
        Assert.Equal(SamplingStrategy.Balance(), SamplingStrategy.Balance());
        Assert.Equal(SamplingStrategy.Custom(new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }),
            SamplingStrategy.Custom(new Dictionary<string, int> { ["b"] = 2, ["a"] = 1 }));
        Assert.NotEqual(SamplingStrategy.UpTo(3), SamplingStrategy.Add(3));
        Assert.Equal(["balance", "up to 3", "add 3", "custom a: 1"],
            new[] { SamplingStrategy.Balance(), SamplingStrategy.UpTo(3), SamplingStrategy.Add(3),
                SamplingStrategy.Custom(new Dictionary<string, int> { ["a"] = 1 }) }
                .Select(s => s.ToString()));
    }

    [Fact]
    public void The_plan_prints_as_an_aligned_table() => Assert.Equal("""
        class       real  synthetic      total
        shirt        100          0        100
        coat          25         75        100
        bag            0        100        100
        total        125        175        300
        """, SamplingPlan.Resolve(SamplingStrategy.Balance(), Counts).ToString());

    private static IEnumerable<long> Synthetic(SamplingStrategy strategy) => SamplingPlan.Resolve(strategy, Counts).Select(q => q.Synthetic);
}
