using GanAugment.Data;
using GanAugment.Filtering;
using GanAugment.Transforms.Filtering;
using GanAugment.Transforms.Tests.Support;

namespace GanAugment.Transforms.Tests.Filtering;

/// <summary>Which candidate becomes which row. An image is one value; a filter says which values it approves of.</summary>
public sealed class AcceptedCandidatesTests
{
    private static readonly ImageShape Shape = new(1, 1, 1);

    [Fact]
    public void Row_r_is_the_rth_candidate_that_every_filter_approves_of()
    {
        var accepted = Judge([3], [new Approve("even", v => v % 2 == 0), new Approve("third", v => v % 3 == 0)], 100, ExhaustedRow.LeaveOut, One(0, 20));
        Assert.Equal([0, 6, 12], Numbers(accepted, 0));
        Assert.True(accepted.IsComplete(0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(64)]
    public void Batches_and_the_mixture_of_classes_change_nothing(int batch)
    {
        Candidate[] mixed = [.. Enumerable.Range(0, 60).SelectMany(n => new[] { new Candidate(0, n), new Candidate(1, n) })];
        var accepted = Judge([5, 8], [new Approve("fifth", v => v % 5 == 0)], 3, ExhaustedRow.KeepBest, [.. mixed.Chunk(batch)]);
        var whole = Judge([5, 8], [new Approve("fifth", v => v % 5 == 0)], 3, ExhaustedRow.KeepBest, mixed);
        for (int c = 0; c < 2; c++) Assert.Equal(Numbers(whole, c), Numbers(accepted, c));
        Assert.Equal(whole.Report().ToString(), accepted.Report().ToString());
    }

    [Fact]
    public void A_row_whose_attempts_run_out_is_left_out()
    {
        // 0 is good, 1 to 4 are not, 5 is; two rows are given up in between.
        var accepted = Judge([5], [new Approve("fifth", v => v % 5 == 0)], 2, ExhaustedRow.LeaveOut, One(0, 20));
        Assert.Equal([0, 5], Numbers(accepted, 0));
        ClassAcceptance report = accepted.Report()[0];
        Assert.Equal((8, 2, 0, 3), (report.Candidates, report.Accepted, report.KeptAnyway, report.LeftOut));
        Assert.Equal([6], report.Refused);
    }

    [Fact]
    public void The_best_of_the_refused_is_the_one_that_most_filters_passed_then_the_one_with_the_highest_score()
    {
        IImageFilter[] filters = [new Approve("not 2", v => v != 2, v => v), new Approve("never", _ => false, v => v == 1 ? 0.9f : 0.2f)];
        var accepted = Judge([1], filters, 4, ExhaustedRow.KeepBest, One(0, 4));
        Assert.Equal([1], Numbers(accepted, 0));
        Assert.Equal((4, 0, 1, 0), (accepted.Report()[0].Candidates, accepted.Report()[0].Accepted, accepted.Report()[0].KeptAnyway, accepted.Report()[0].LeftOut));
        Assert.Equal([1, 3], accepted.Report()[0].Refused);
    }

    [Fact]
    public void Of_equal_candidates_the_first_is_the_best()
    {
        var accepted = Judge([2], [new Approve("never", _ => false)], 3, ExhaustedRow.KeepBest, One(0, 6));
        Assert.Equal([0, 3], Numbers(accepted, 0));
    }

    [Fact]
    public void A_class_that_is_refused_again_and_again_is_given_up()
    {
        var accepted = Judge([1000], [new Approve("never", _ => false)], 4, ExhaustedRow.LeaveOut, One(0, 100));
        Assert.Equal((20, 1000), (accepted.Report()[0].Candidates, accepted.Report()[0].LeftOut));
        Assert.True(accepted.IsComplete(0));
    }

    [Fact]
    public void What_comes_after_a_class_is_complete_is_ignored()
    {
        var accepted = Judge([2, 0], [new Approve("any", _ => true)], 4, ExhaustedRow.LeaveOut, [.. One(0, 5), .. One(1, 5)]);
        Assert.Equal((2, 0), (accepted.Report()[0].Candidates, accepted.Report()[1].Candidates));
    }

    [Fact]
    public void Later_filters_see_only_what_earlier_ones_passed()
    {
        var second = new Approve("second", _ => true);
        Judge([100], [new Approve("even", v => v % 2 == 0), second], 10, ExhaustedRow.LeaveOut, One(0, 10));
        Assert.Equal([0, 2, 4, 6, 8], second.Seen);
    }

    private static Candidate[] One(int c, int count) => [.. Enumerable.Range(0, count).Select(n => new Candidate(c, n))];

    private static AcceptedCandidates Judge(
        long[] wanted, IImageFilter[] filters, int attempts, ExhaustedRow exhausted, params Candidate[][] batches)
    {
        var accepted = new AcceptedCandidates(
            Example.Classes, wanted, filters, filters.Select(f => f.Prepare(null!)), Shape, attempts, exhausted);
        foreach (Candidate[] batch in batches) accepted.Judge(batch, [.. batch.Select(candidate => (float)candidate.Number)], (_, _) => { });
        return accepted;
    }

    private static IEnumerable<long> Numbers(AcceptedCandidates accepted, int c) =>
        Enumerable.Range(0, accepted.Accepted(c)).Select(row => accepted.NumberOf(c, row));

    private sealed class Approve(string name, Func<float, bool> keep, Func<float, float>? score = null) : IImageFilter, IImageJudge
    {
        public List<float> Seen { get; } = [];

        public string Name => name;

        public IImageJudge Prepare(FilterContext context) => this;

        public void Judge(ReadOnlySpan<Candidate> candidates, ReadOnlySpan<float> images, Span<ImageVerdict> verdicts)
        {
            for (int n = 0; n < candidates.Length; n++)
            {
                Seen.Add(images[n]);
                verdicts[n] = new ImageVerdict(keep(images[n]), score?.Invoke(images[n]) ?? 0);
            }
        }

        public void Dispose()
        {
        }
    }
}
