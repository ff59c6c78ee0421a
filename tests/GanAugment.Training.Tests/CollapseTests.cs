using System.Text.Json;
using GanAugment.Data;
using GanAugment.Training.Snapshots;

namespace GanAugment.Training.Tests;

/// <summary>Runs driven into collapse, and what is done about it.</summary>
public sealed class CollapseTests : IDisposable
{
    private static readonly LabelledImageSet Data = Shapes.Make([9, 7]);

    // A learning rate of G with which all its latents soon give one image.
    private static readonly TrainingOptions Doomed = new()
    {
        Seed = 5, Steps = 24, BatchSize = 6, BaseChannels = 2, LatentSize = 8, SharedEmbedding = 4, StandingBatches = 1, SnapshotEvery = 2, ReportEvery = 1,
        ProbeSteps = 5, MeasuredImages = 32, AverageStart = 2, AverageDecay = 0.5, Device = "cpu", GeneratorLearningRate = 0.02, DiscriminatorSteps = 1,
        KeepLatest = 40, BestBy = SnapshotMeasure.ClassFrechet, Collapse = new() { Start = 2, Window = 4 },
    };

    private readonly TemporaryFolder folder = new();
    private readonly List<string> notices = [];

    [Fact]
    public void A_run_driven_into_collapse_is_told_once_and_goes_on()
    {
        TrainingResult result = Train(Doomed, "run");
        Assert.True(result.Completed);
        Assert.Null(result.Collapse);
        string[] alarms = Alarms(result);
        Assert.NotEmpty(alarms);
        Assert.Contains(alarms, a => a.Contains("less than 0.1 times as far apart as the training images"));
        Assert.Contains(alarms, a => a.Contains("D no longer tells them apart"));
        Assert.Equal(alarms, notices);
        Assert.Contains(alarms[0], File.ReadAllText(result.Run.LogFile));
        Assert.True(alarms.Length < 20, "an alarm that stands is not told with every line");
    }

    [Fact]
    public void A_healthy_run_of_the_same_data_says_nothing()
    {
        TrainingResult result = Train(Doomed with { GeneratorLearningRate = 1e-3, DiscriminatorSteps = 2, Steps = 40, SnapshotEvery = 10 }, "run");
        Assert.Empty(Alarms(result));
        Assert.Empty(notices);
    }

    [Fact]
    public void A_generator_that_explodes_is_told_by_its_layer()
    {
        TrainingResult result = Train(Doomed with
        {
            GeneratorLearningRate = 0.3, Steps = 4, Collapse = new() { Start = 0, Window = 4, SingularValueGrowth = 1.5 },
        }, "run");
        Assert.Contains("the largest singular value of the generator's layer 'blocks", Alarms(result)[0]);
    }

    [Fact]
    public void Stopping_saves_says_why_and_resuming_overrules()
    {
        TrainingResult result = Train(Doomed with { Collapse = Doomed.Collapse with { Action = AlarmAction.Stop } }, "run");
        Assert.False(result.Completed);
        Assert.Contains("sign of collapse", result.Collapse);
        Assert.Contains("Resuming the run overrules", result.Collapse);
        Assert.InRange(result.Step, 4, 20);
        Assert.Equal(result.Step, SnapshotDescription.Read(result.Run.LatestFile).Step);
        TrainingResult resumed = BigGanTrainer.Resume(Data, folder["run"]);
        Assert.True(resumed.Step > result.Step);
    }

    [Fact]
    public void Rolling_back_restores_the_best_snapshot_with_its_optimizers_and_goes_on()
    {
        TrainingOptions options = Doomed with { Collapse = Doomed.Collapse with { Action = AlarmAction.RollBack, RollBackLearningRates = 0.001 } };
        TrainingResult result = Train(options, "run");
        Assert.True(result.Completed);
        JsonElement[] lines = Lines(result);
        JsonElement alarmed = lines.First(l => l.TryGetProperty("alarm", out _));
        int step = alarmed.GetProperty("step").GetInt32();
        int best = lines.Where(l => l.GetProperty("step").GetInt32() < step && l.TryGetProperty("frechetDistance", out _))
            .MinBy(l => l.GetProperty("frechetDistance").GetDouble()).GetProperty("step").GetInt32();
        TrainingSnapshot before = TrainingSnapshot.Read(result.Run.TrainingFileOf(best)), after = TrainingSnapshot.Read(result.Run.TrainingFileOf(step));
        // Networks, average and optimizers: every tensor.
        Assert.Equal(before.Sha256, after.Sha256);
        Assert.Equal((step, 1, 0.001), (after.Step, after.Memory.RollBacks, after.Memory.LearningRateScale));
        Assert.Equal((before.Memory.GeneratorUpdates, before.Memory.DiscriminatorUpdates), (after.Memory.GeneratorUpdates, after.Memory.DiscriminatorUpdates));
        Assert.Contains(notices, n => n.Contains($"Went back to the snapshot of step {best}"));
        // With learning rates that small it does not explode again, and steps go on counting.
        Assert.Equal(1, lines[^1].GetProperty("rollBacks").GetInt32());
        Assert.Equal(Enumerable.Range(1, 24), lines.Select(l => l.GetProperty("step").GetInt32()));
        Assert.Single(Alarms(result));
    }

    [Fact]
    public void A_run_that_went_back_resumes_with_the_same_bits()
    {
        TrainingOptions options = Doomed with { Collapse = Doomed.Collapse with { Action = AlarmAction.RollBack, RollBackLearningRates = 0.1 } };
        TrainingResult whole = Train(options, "whole");
        int back = Lines(whole).First(l => l.TryGetProperty("alarm", out _)).GetProperty("step").GetInt32();
        foreach (int stop in new[] { back, back + 1 })
        {
            using var cancel = new CancellationTokenSource();
            string name = $"parts {stop}";
            BigGanTrainer.Train(Data, options, folder[name], new Direct(p => { if (p.Step == stop) cancel.Cancel(); }), cancel.Token);
            TrainingResult resumed = BigGanTrainer.Resume(Data, folder[name]);
            Assert.Equal(File.ReadAllText(whole.Run.TrainingFileOf(24)), File.ReadAllText(resumed.Run.TrainingFileOf(24)));
        }
    }

    [Fact]
    public void Going_back_ends_after_so_many_times()
    {
        TrainingResult result = Train(Doomed with
        {
            Collapse = Doomed.Collapse with { Action = AlarmAction.RollBack, RollBackLearningRates = 1, MostRollBacks = 1 }, Steps = 60,
        }, "run");
        Assert.False(result.Completed);
        Assert.Contains("went back 1 times, which is all that it may", result.Collapse);
        Assert.Equal(1, TrainingSnapshot.Read(result.Run.TrainingFiles[0]).Memory.RollBacks);
    }

    [Fact]
    public void With_nothing_to_go_back_to_the_run_stops()
    {
        TrainingResult result = Train(Doomed with { SnapshotEvery = 24, Collapse = Doomed.Collapse with { Action = AlarmAction.RollBack } }, "run");
        Assert.False(result.Completed);
        Assert.Contains("no snapshot to go back to", result.Collapse);
    }

    public void Dispose() => folder.Dispose();

    private TrainingResult Train(TrainingOptions options, string name) =>
        BigGanTrainer.Train(Data, options, folder[name], new Direct(p => { if (p.Notice is not null) notices.Add(p.Notice); }));

    private static JsonElement[] Lines(TrainingResult result) =>
        [.. File.ReadAllLines(result.Run.StatisticsFile).Select(line => JsonDocument.Parse(line).RootElement)];

    private static string[] Alarms(TrainingResult result) =>
        [.. Lines(result).Where(l => l.TryGetProperty("alarm", out _)).Select(l => l.GetProperty("alarm").GetString()!)];

    private sealed class Direct(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
