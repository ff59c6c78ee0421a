using GanAugment.Sampling;

namespace GanAugment.Tests.Sampling;

public class PlanWarningsTests
{
    private static readonly KeyValuePair<string, long>[] Counts = [new("shirt", 100), new("coat", 60), new("bag", 20)];

    private static readonly SamplingPlan Plan = SamplingPlan.Resolve(SamplingStrategy.Balance(), Counts);

    [Fact]
    public void Classes_that_will_be_mostly_synthetic_are_named_with_their_share()
    {
        string warning = Assert.Single(PlanWarnings.Of(Plan), w => w.StartsWith("More than half"));
        Assert.Contains("in 'bag' (80 %). ", warning);
    }

    [Fact]
    public void A_share_that_the_user_chose_is_not_warned_of() =>
        Assert.DoesNotContain(PlanWarnings.Of(Plan, maximumShare: 1), w => w.StartsWith("More than half"));

    [Fact]
    public void Classes_with_few_real_images_are_named_with_their_number()
    {
        string warning = Assert.Single(PlanWarnings.Of(Plan), w => w.StartsWith("Fewer than 50"));
        Assert.Contains("of 'bag' (20). ", warning);
    }

    [Fact]
    public void What_the_generator_was_trained_on_counts_where_it_is_known()
    {
        Assert.DoesNotContain(PlanWarnings.Of(Plan, 1, _ => 1000), w => w.StartsWith("Fewer than"));
        Assert.Contains("'coat' (7)", Assert.Single(PlanWarnings.Of(Plan, 1, name => name == "coat" ? 7 : 1000)));
    }

    [Fact]
    public void A_plan_that_adds_nothing_needs_no_warning() => Assert.Empty(PlanWarnings.Of(SamplingPlan.Resolve(SamplingStrategy.Add(0), Counts)));

    [Fact]
    public void Long_lists_are_cut()
    {
        var many = Enumerable.Range(0, 30).Select(i => KeyValuePair.Create($"c{i}", i == 0 ? 100L : 5));
        string warning = PlanWarnings.Of(SamplingPlan.Resolve(SamplingStrategy.Balance(), many)).First();
        Assert.Contains("'c10' (95 %) and 19 classes more", warning);
    }
}
