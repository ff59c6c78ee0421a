using System.Text.Json;
using GanAugment.Training.Networks;
using GanAugment.Training.Snapshots;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests;

public class BigGanTrainerTests
{
    private static readonly TrainingOptions Tiny = new()
    {
        Seed = 3, Steps = 6, BatchSize = 6, BaseChannels = 2, LatentSize = 8, SharedEmbedding = 4, StandingBatches = 2, SnapshotEvery = 3, ReportEvery = 2,
            MeasuredImages = 48,
            AverageStart = 2, ProbeSteps = 2,
        Device = "cpu", Augmentation = AugmentationPolicy.Translation,
    };

    [Fact]
    public void A_run_leaves_all_its_files()
    {
        using var folder = new TemporaryFolder();
        var data = Shapes.Make([9, 5, 2]);
        List<TrainingProgress> reports = [];
        TrainingResult result = BigGanTrainer.Train(data, Tiny, folder["run"], new Direct(reports.Add));

        Assert.True(result.Completed);
        Assert.Equal(6, result.Step);
        string[] files = [.. Directory.EnumerateFiles(folder["run"], "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder["run"],
            f).Replace('\\', '/'))];
        string[] expected = ["training_options.json", "log.txt", "stats.jsonl", "reals.png", "fakes_init.png", "fakes000003.png", "fakes000006.png",
            "snapshots/latest.json", "snapshots/best.json", "snapshots/training-000003.json", "snapshots/training-000006.json"];
        Assert.Empty(expected.Except(files));
        // Only weights that a description names are kept.
        string[] weights = [.. files.Where(f => f.EndsWith(".safetensors", StringComparison.Ordinal)).Select(f => Path.GetFileName(f)).Order()];
        string[] named = [.. Directory.EnumerateFiles(result.Run.Snapshots, "*.json").Select(f =>
            JsonDocument.Parse(File.ReadAllText(f)).RootElement.GetProperty("file").GetString()!).Distinct().Order()];
        Assert.Equal(named, weights);

        Assert.Equal([2, 3, 4, 6], reports.Select(r => r.Step));
        Assert.Equal(TimeSpan.Zero, reports[^1].Remaining);
        Assert.Equal(result.Run.FakesFile(6), reports[^1].LastGrid);
        JsonElement[] lines = [.. File.ReadAllLines(result.Run.StatisticsFile).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal([2, 3, 4, 6], lines.Select(l => l.GetProperty("step").GetInt32()));
        Assert.Equal(6 * 2 * 6, lines[^1].GetProperty("imagesSeen").GetInt64());
    }

    [Fact]
    public void The_best_snapshot_is_the_one_with_the_smallest_distance()
    {
        using var folder = new TemporaryFolder();
        TrainingResult result = BigGanTrainer.Train(Shapes.Make([9, 5, 2]), Tiny with { ReportEvery = 3, Steps = 12, BestBy = SnapshotMeasure.ClassFrechet }, folder["run"]);
        var measured = File.ReadAllLines(result.Run.StatisticsFile).Select(line => JsonDocument.Parse(line).RootElement)
            .Select(l => (Step: l.GetProperty("step").GetInt32(), Distance: l.GetProperty("frechetDistance").GetDouble())).ToArray();
        Assert.Equal(4, measured.Length);
        SnapshotDescription best = SnapshotDescription.Read(result.Run.BestFile);
        Assert.Equal(measured.MinBy(m => m.Distance).Step, best.Step);
        Assert.Equal(measured.Min(m => m.Distance), best.FrechetDistance);
        Assert.Equal(best.FrechetDistance, result.FrechetDistance);
        using GeneratorSnapshot opened = GeneratorSnapshot.Open(folder["run"]);
        Assert.Equal(best.Step, opened.Description.Step);
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(3, 2)]
    [InlineData(5, 1)]
    public void A_cancelled_and_resumed_run_has_the_bits_of_an_uninterrupted_one(int cancelAt, int accumulations)
    {
        using var folder = new TemporaryFolder();
        var data = Shapes.Make([9, 5, 2]);
        TrainingOptions options = Tiny with { Accumulations = accumulations, ReportEvery = 1 };
        TrainingResult whole = BigGanTrainer.Train(data, options, folder["whole"]);

        using var cancel = new CancellationTokenSource();
        TrainingResult part = BigGanTrainer.Train(data, options, folder["parts"], new Direct(p => { if (p.Step == cancelAt) cancel.Cancel(); }), cancel.Token);
        Assert.False(part.Completed);
        Assert.Equal(cancelAt, part.Step);
        TrainingResult resumed = BigGanTrainer.Resume(data, folder["parts"]);
        Assert.True(resumed.Completed);

        foreach (Func<RunDirectory, string> file in new Func<RunDirectory, string>[] { r => r.TrainingFileOf(6), r => r.LatestFile, r => r.BestFile })
            Assert.Equal(File.ReadAllText(file(whole.Run)), File.ReadAllText(file(resumed.Run)));
        Assert.Equal(File.ReadAllBytes(whole.Run.FakesFile(6)), File.ReadAllBytes(resumed.Run.FakesFile(6)));
        Assert.Equal([1, 2, 3, 4, 5, 6], File.ReadAllLines(resumed.Run.StatisticsFile).Select(l =>
            JsonDocument.Parse(l).RootElement.GetProperty("step").GetInt32()));
    }

    [Fact]
    public void Cancelling_saves_a_generator_that_opens()
    {
        using var folder = new TemporaryFolder();
        using var cancel = new CancellationTokenSource();
        BigGanTrainer.Train(Shapes.Make([4, 4]), Tiny with { ReportEvery = 1 }, folder["run"], new Direct(_ => cancel.Cancel()), cancel.Token);
        using GeneratorSnapshot snapshot = GeneratorSnapshot.Open(folder["run"]);
        Assert.Equal(1, snapshot.Description.Step);
        Assert.Null(snapshot.Description.FrechetDistance);
    }

    [Fact]
    public void A_finished_run_can_go_on_and_equals_a_longer_one()
    {
        using var folder = new TemporaryFolder();
        var data = Shapes.Make([4, 4]);
        TrainingResult shorter = BigGanTrainer.Train(data, Tiny with { Steps = 3 }, folder["short"]);
        TrainingResult longer = BigGanTrainer.Train(data, Tiny, folder["long"]);
        TrainingResult resumed = BigGanTrainer.Resume(data, folder["short"], steps: 6);
        Assert.Equal(3, shorter.Step);
        Assert.Equal(File.ReadAllText(longer.Run.TrainingFileOf(6)), File.ReadAllText(resumed.Run.TrainingFileOf(6)));
    }

    [Fact]
    public void A_published_generator_makes_the_picture_of_its_step()
    {
        using var folder = new TemporaryFolder();
        var data = Shapes.Make([4, 4], channels: 3);
        TrainingResult result = BigGanTrainer.Train(data, Tiny, folder["run"]);
        using GeneratorSnapshot snapshot = GeneratorSnapshot.Open(result.Run.LatestFile);
        TrainingPlan plan = TrainingPlan.Parse(File.ReadAllText(result.Run.OptionsFile), "test");
        new SampleGrid(plan, new Batches(data, plan, CPU)).SaveFakes(snapshot.Generator, folder["again.png"]);
        Assert.Equal(File.ReadAllBytes(result.Run.FakesFile(6)), File.ReadAllBytes(folder["again.png"]));
    }

    [Fact]
    public void A_short_run_improves_its_own_measure_without_collapse()
    {
        using var folder = new TemporaryFolder();
        var data = Shapes.Make([60, 40, 30]);
        var options = new TrainingOptions { Seed = 1, Steps = 60, SnapshotEvery = 30, BaseChannels = 3, LatentSize = 16,
            SharedEmbedding = 8, BatchSize = 12, StandingBatches = 4, AverageStart = 20, AverageDecay = 0.8, ProbeSteps = 60, Device = "cpu" };
        TrainingPlan plan = options.Resolve(data);
        double fresh;
        using (var state = new TrainingState(plan, CPU))
        using (var probe = new QualityProbe(data, new Batches(data, plan, CPU), plan, CPU))
        {
            state.Publish();
            fresh = probe.Measure(state.Published);
        }

        TrainingResult result = BigGanTrainer.Train(data, options, folder["run"]);
        Assert.True(result.FrechetDistance < 0.5 * fresh, $"{fresh} before, {result.FrechetDistance} after training");

        // Not one image for all latents: some pixels vary within each class.
        using GeneratorSnapshot snapshot = GeneratorSnapshot.Open(folder["run"]);
        using var guard = no_grad();
        for (int c = 0; c < 3; c++)
        {
            using var scope = NewDisposeScope();
            var z = new float[16 * 16];
            var latents = new GanAugment.Generation.LatentStream(9);
            for (int i = 0; i < 16; i++) latents.Fill(c, i, z.AsSpan(i * 16, 16));
            Tensor y = zeros(16, 3);
            for (int i = 0; i < 16; i++) y[i, c] = 1;
            Assert.True(snapshot.Generator.call(tensor(z, [16, 16]), y).var([0]).sqrt().mean().item<float>() > 0.05f);
        }
    }

    [Fact]
    public void A_folder_with_a_run_is_not_overwritten()
    {
        using var folder = new TemporaryFolder();
        var data = Shapes.Make([4, 4]);
        BigGanTrainer.Train(data, Tiny with { Steps = 1 }, folder["run"]);
        Assert.Contains("already holds a run", Assert.Throws<OptionException>(() => BigGanTrainer.Train(data, Tiny, folder["run"])).Message);
    }

    [Fact]
    public void Resuming_on_other_images_is_an_error()
    {
        using var folder = new TemporaryFolder();
        BigGanTrainer.Train(Shapes.Make([4, 4]), Tiny with { Steps = 1 }, folder["run"]);
        Assert.Throws<DatasetException>(() => BigGanTrainer.Resume(Shapes.Make([4, 5]), folder["run"]));
    }

    [Fact]
    public void Resuming_where_no_run_is_is_an_error()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("no run", Assert.Throws<GeneratorException>(() => BigGanTrainer.Resume(Shapes.Make([4, 4]), folder.Path)).Message);
    }

    [Fact]
    public void A_disk_that_refuses_leaves_the_earlier_snapshot_as_it_was()
    {
        using var folder = new TemporaryFolder();
        var data = Shapes.Make([4, 4]);
        TrainingResult first = BigGanTrainer.Train(data, Tiny with { Steps = 3 }, folder["run"]);
        string training = File.ReadAllText(first.Run.TrainingFileOf(3));
        // A folder where the next picture must go: every write of that name is refused, for root too.
        Directory.CreateDirectory(first.Run.FakesFile(6));
        Assert.Throws<SaveException>(() => BigGanTrainer.Resume(data, folder["run"], steps: 6));
        Assert.Equal(training, File.ReadAllText(first.Run.TrainingFileOf(3)));
        using GeneratorSnapshot snapshot = GeneratorSnapshot.Open(folder["run"]);
        Assert.Equal(3, snapshot.Description.Step);

        Directory.Delete(first.Run.FakesFile(6));
        Assert.True(BigGanTrainer.Resume(data, folder["run"]).Completed);
    }

    [Fact]
    public void A_run_directory_that_cannot_be_made_is_an_error()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "");
        Assert.Throws<SaveException>(() => BigGanTrainer.Train(Shapes.Make([4, 4]), Tiny, Path.Combine(folder["file"], "run")));
    }

    [Fact]
    public void A_run_that_diverges_says_so_and_saves_nothing_of_it()
    {
        using var folder = new TemporaryFolder();
        var options = Tiny with { GeneratorLearningRate = 1e30, DiscriminatorLearningRate = 1e30, SnapshotEvery = 50, Steps = 50 };
        Assert.Contains("diverged", Assert.Throws<GeneratorException>(() => BigGanTrainer.Train(Shapes.Make([4, 4]), options, folder["run"])).Message);
        Assert.Throws<GeneratorException>(() => GeneratorSnapshot.Open(folder["run"]));
    }

    private sealed class Direct(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
