using GanAugment.Transforms.Comparison;
using static GanAugment.Transforms.Tests.Comparison.ComparisonScene;

namespace GanAugment.Transforms.Tests.Comparison.Trials;

/// <summary>A comparison that was stopped goes on, and only where it would come to the same.</summary>
public sealed class TrialLogTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ganaugment-trials").FullName;
    private int trained;

    [Fact]
    public void A_comparison_that_was_stopped_anywhere_goes_on_and_comes_to_the_same()
    {
        ComparisonResult whole = Run(null);
        int all = trained;
        foreach (int stop in (int[])[1, 3, 6, all - 1])
        {
            string own = Path.Combine(folder, $"{stop}");
            trained = 0;
            using var cancel = new CancellationTokenSource();
            Assert.ThrowsAny<OperationCanceledException>(() => Run(own, stopAfter: stop, cancel: cancel));
            int before = trained;
            ComparisonResult resumed = Run(own);
            Assert.Equal(all, trained);
            Assert.Equal(stop, before);
            Assert.Equal(Figures(whole), Figures(resumed));
            Assert.Empty(Directory.GetFiles(own, "*.tmp"));
        }

        trained = 0;
        Assert.Equal(Figures(whole), Figures(Run(Path.Combine(folder, "1"))));
        Assert.Equal(0, trained);
    }

    [Fact]
    public void More_seeds_and_arms_take_up_what_is_there()
    {
        Run(folder);
        int before = trained;
        trained = 0;
        Run(folder, o => o with { Seeds = [0, 1, 2], Arms = [.. ComparisonArm.Short, ComparisonArm.Smote] });
        // The third seed's six, and SMOTE for the first two.
        Assert.Equal(6 + 2, trained);
        Assert.Equal(10, before);
    }

    [Fact]
    public void What_changes_results_begins_anew_and_leaves_the_old_lines()
    {
        Run(folder);
        string[] lines = File.ReadAllLines(Path.Combine(folder, "results.jsonl"));
        Assert.Equal(10, lines.Length);
        foreach (Func<ComparisonOptions, ComparisonOptions> change in (Func<ComparisonOptions, ComparisonOptions>[])
            [o => o with { Classifier = "another" }, o => o with { Target = 40 }, o => o with { Generator = new BlobGenerator { Wrong = true } }])
        {
            trained = 0;
            Run(folder, change);
            Assert.Equal(10, trained);
        }

        Assert.Equal(lines, File.ReadAllLines(Path.Combine(folder, "results.jsonl")).Take(10));
        Assert.Equal(40, File.ReadAllLines(Path.Combine(folder, "results.jsonl")).Length);
    }

    [Fact]
    public void A_line_that_cannot_be_read_is_named()
    {
        Run(folder);
        string file = Path.Combine(folder, "results.jsonl");
        File.AppendAllText(file, "{ half");
        Assert.Contains("Line 11", Assert.Throws<DatasetException>(() => Run(folder)).What);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static double[] Figures(ComparisonResult result) => [.. result.Arms.SelectMany(a => a.BalancedAccuracies),
        .. result.Settings.Select(s => s.Validation.Mean)];

    private ComparisonResult Run(
        string? into, Func<ComparisonOptions, ComparisonOptions>? change = null, int stopAfter = int.MaxValue, CancellationTokenSource? cancel = null)
    {
        ComparisonOptions options = Options(new BlobGenerator(), 0, 1) with { Folder = into };
        return AugmentationComparison.Run(Train, Test, change is null ? options : change(options), (ml, budget) =>
        {
            // A classifier is counted when it begins; one that is stopped in its midst has to begin again.
            if (++trained == stopAfter) cancel!.Cancel();
            return Pipeline(ml, budget);
        }, null, cancel?.Token ?? default);
    }
}
