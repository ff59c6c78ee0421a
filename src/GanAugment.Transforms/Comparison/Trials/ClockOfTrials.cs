using System.Diagnostics;

namespace GanAugment.Transforms.Comparison.Trials;

/// <summary>Counts classifiers and tells how many there are in a minute and how long the rest takes.</summary>
/// <remarks>Classifiers that an earlier process finished count as done, not into the rate.</remarks>
internal sealed class ClockOfTrials(int total, IProgress<ComparisonProgress>? progress)
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private int kept;
    private int done;

    /// <summary>A classifier is done; or was before, and then it costs nothing.</summary>
    public void Done(bool before)
    {
        done++;
        if (before) kept++;
    }

    /// <summary>Says how far it is.</summary>
    /// <param name="arm">The arm that comes next, or was the last.</param>
    /// <param name="seed">Its seed.</param>
    public void Tell(string arm, long seed)
    {
        int fresh = done - kept;
        TimeSpan? each = fresh == 0 ? null : clock.Elapsed / fresh;
        progress?.Report(new ComparisonProgress(arm, seed, done, total)
        {
            Kept = kept,
            PerMinute = each is { } one && one > TimeSpan.Zero ? TimeSpan.FromMinutes(1) / one : null,
            Remaining = each * (total - done),
        });
    }
}
