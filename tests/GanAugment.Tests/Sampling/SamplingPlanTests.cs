using GanAugment.Sampling;

namespace GanAugment.Tests.Sampling;

public class SamplingPlanTests
{
    private static readonly KeyValuePair<string, long>[] Counts = [new("shirt", 100), new("coat", 25), new("bag", 0)];

    [Fact]
    public void Balance_fills_up_to_the_largest_class() => Assert.Equal([0, 75, 100], Synthetic(SamplingStrategy.Balance()));

    [Fact]
    public void Mix_balances_with_a_share_of_synthetic_images_and_duplicates()
    {
        var plan = SamplingPlan.Resolve(SamplingStrategy.Mix(), Counts);
        // Of the 75 and 100 that are lacking a quarter is synthetic; a class without real images has nothing to repeat.
        Assert.Equal([("shirt", 0L, 0L, 100L), ("coat", 19, 56, 100), ("bag", 25, 0, 25)],
            plan.Select(q => (q.ClassName, q.Synthetic, q.Duplicates, q.Total)));
        Assert.Equal((56, 44), (plan.DuplicateTotal, plan.SyntheticTotal));
        // What is not synthetic after all is made up.
        Assert.Equal([0L, 71, 0], plan.With([0, 4, 3]).Select(q => q.Duplicates));
        Assert.Equal([0L, 75, 0], plan.Without(["coat"]).Select(q => q.Duplicates));
        Assert.All(plan.Capped(0.1), q => Assert.True(q.ClassName == "bag" || q.Total == 100));
        Assert.Equal([0L, 75, 0], SamplingPlan.Resolve(SamplingStrategy.Mix(0), Counts).Select(q => q.Duplicates));
        Assert.Contains("duplicates", plan.ToString());
        Assert.DoesNotContain("duplicates", SamplingPlan.Resolve(SamplingStrategy.Balance(), Counts).ToString());
        Assert.Throws<OptionException>(() => SamplingStrategy.Mix(1.5));
        Assert.Throws<OptionException>(() => SamplingStrategy.Mix(double.NaN));
    }

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
    public void MinorityOnly_fills_the_smallest_class_and_the_first_of_several()
    {
        Assert.Equal([0, 0, 100], Synthetic(SamplingStrategy.MinorityOnly()));
        KeyValuePair<string, long>[] tie = [new("a", 9), new("b", 4), new("c", 4)];
        Assert.Equal([0, 5, 0], SamplingPlan.Resolve(SamplingStrategy.MinorityOnly(), tie).Select(q => q.Synthetic));
    }

    [Fact]
    public void Ratio_fills_up_to_a_share_of_the_largest_class_rounded_up()
    {
        Assert.Equal([0, 8, 33], Synthetic(SamplingStrategy.Ratio(0.33)));
        // 0.07 · 100 in binary is a little more than 7.
        Assert.Equal([0, 0, 7], Synthetic(SamplingStrategy.Ratio(0.07)));
        Assert.Equal(SamplingStrategy.Balance(), SamplingStrategy.Ratio(1));
        foreach (double wrong in new[] { 0, -0.5, 1.01, double.NaN }) Assert.Throws<OptionException>(() => SamplingStrategy.Ratio(wrong));
    }

    [Fact]
    public void UpTo_totals_fill_the_named_classes_alone() =>
        Assert.Equal([0, 0, 12], Synthetic(SamplingStrategy.UpTo(new Dictionary<string, int> { ["shirt"] = 100, ["bag"] = 12 })));

    [Fact]
    public void A_total_below_the_real_count_is_refused_with_both_numbers()
    {
        var error = Assert.Throws<OptionException>(() => Synthetic(SamplingStrategy.UpTo(new Dictionary<string, int> { ["shirt"] = 30 })));
        Assert.Equal("Class 'shirt' is to have 30 rows in total but already has 100.", error.What);
    }

    [Fact]
    public void A_rule_sees_the_real_counts_and_says_how_many_are_added()
    {
        var strategy = SamplingStrategy.Custom(real => real.Where(c => c.Value < 50).ToDictionary(c => c.Key, c => 2 * c.Value + 1));
        Assert.Equal([0, 51, 1], Synthetic(strategy));
        Assert.Equal("custom rule", strategy.ToString());
    }

    [Fact]
    public void A_rule_that_makes_no_plan_is_refused()
    {
        Assert.Contains("'hat'", Refused(_ => new Dictionary<string, long> { ["hat"] = 1 }).What);
        Assert.Contains("-1 images of class 'coat'", Refused(_ => new Dictionary<string, long> { ["coat"] = -1 }).What);
        Assert.Contains("returned nothing", Refused(_ => null!).What);

        static OptionException Refused(Func<IReadOnlyDictionary<string, long>, IReadOnlyDictionary<string, long>> rule) =>
            Assert.Throws<OptionException>(() => Synthetic(SamplingStrategy.Custom(rule)));
    }

    [Fact]
    public void A_cap_limits_the_share_of_every_class()
    {
        SamplingPlan plan = SamplingPlan.Resolve(SamplingStrategy.Balance(), Counts);
        Assert.Equal([0, 25, 0], plan.Capped(0.5).Select(q => q.Synthetic));
        Assert.Equal([0, 75, 0], plan.Capped(0.8).Select(q => q.Synthetic));
        Assert.Equal([0, 0, 0], plan.Capped(0).Select(q => q.Synthetic));
        Assert.Equal(plan, plan.Capped(1));
        Assert.All(plan.Capped(0.6), q => Assert.True(q.SyntheticShare <= 0.6));
        Assert.Throws<OptionException>(() => plan.Capped(1.5));
    }

    [Fact]
    public void Other_numbers_replace_those_of_the_strategy()
    {
        SamplingPlan plan = SamplingPlan.Resolve(SamplingStrategy.Balance(), Counts).With([1, 2, 3]);
        Assert.Equal([1, 2, 3], plan.Select(q => q.Synthetic));
        Assert.Equal(SamplingStrategy.Balance(), plan.Strategy);
        Assert.Throws<ArgumentOutOfRangeException>(() => plan.With([1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => plan.With([1, 2, -3]));
    }

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
        var one = new Dictionary<string, int> { ["a"] = 1 };
        Assert.NotEqual(SamplingStrategy.UpTo(one), SamplingStrategy.Custom(one));
        Assert.Equal(["balance", "minority only", "ratio 0.5", "up to 3", "up to a: 1", "add 3", "custom a: 1"],
            new[] { SamplingStrategy.Balance(), SamplingStrategy.MinorityOnly(), SamplingStrategy.Ratio(0.5), SamplingStrategy.UpTo(3),
                SamplingStrategy.UpTo(one), SamplingStrategy.Add(3), SamplingStrategy.Custom(one) }
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
