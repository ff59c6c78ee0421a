using GanAugment.Data;
using GanAugment.Training.Snapshots;
using GanAugment.Training.Watch;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Snapshots;

public sealed class SnapshotShelfTests : IDisposable
{
    private static readonly LabelledImageSet Data = Shapes.Make([4, 3]);

    private static readonly TrainingOptions Options = new()
    {
        BaseChannels = 1, LatentSize = 8, SharedEmbedding = 4, KeepBest = 2, Device = "cpu", StandingBatches = 1, BatchSize = 2,
    };

    private readonly TemporaryFolder folder = new();
    private readonly List<string> notices = [];

    [Fact]
    public void The_best_few_and_the_latest_are_kept()
    {
        var (run, shelf, state) = Begin(Options);
        using (state)
            foreach (var (step, score) in new[] { (1, 5.0), (2, 3), (3, 4), (4, 3), (5, 9) }) Save(shelf, state, step, score);
        Assert.Equal(["best-000002.json", "best-000004.json", "best.json", "latest.json", "training-000004.json", "training-000005.json"], Names("*.json"));
        Assert.Equal(2, SnapshotDescription.Read(run.BestFile).Step);
        Assert.Equal(5, SnapshotDescription.Read(run.LatestFile).Step);
        Assert.Equal(["generator-000002", "generator-000004", "generator-000005", "training-000004", "training-000005"],
            Names("*.safetensors").Select(n => n[..n.LastIndexOf('-')]));
    }

    [Fact]
    public void With_roll_back_the_best_states_of_training_are_kept_as_well()
    {
        var (_, shelf, state) = Begin(Options with { Collapse = new() { Action = AlarmAction.RollBack } });
        using (state)
            foreach (var (step, score) in new[] { (1, 1.0), (2, 3), (3, 2), (4, 4), (5, 9) }) Save(shelf, state, step, score);
        Assert.Equal(["training-000001.json", "training-000003.json", "training-000004.json", "training-000005.json"], Names("training-*.json"));
    }

    [Fact]
    public void What_cannot_be_measured_is_never_the_best()
    {
        var (run, shelf, state) = Begin(Options);
        using (state)
        {
            Save(shelf, state, 1, double.NaN);
            Assert.False(File.Exists(run.BestFile));
            Save(shelf, state, 2, 3);
        }

        Assert.Equal(2, SnapshotDescription.Read(run.BestFile).Step);
    }

    [Theory]
    [InlineData("training-000002.json", "cut")]
    [InlineData("training-000002.json", "changed")]
    [InlineData("training-000002-*.safetensors", "cut")]
    [InlineData("training-000002-*.safetensors", "changed")]
    [InlineData("training-000002-*.safetensors", "gone")]
    public void A_damaged_state_of_training_is_passed_over_and_told(string pattern, string harm)
    {
        var (run, shelf, state) = Begin(Options);
        using (state)
        {
            Save(shelf, state, 1, 1);
            Save(shelf, state, 2, 2);
        }

        string file = Directory.GetFiles(run.Snapshots, pattern).Single();
        byte[] content = File.ReadAllBytes(file);
        if (harm == "gone") File.Delete(file);
        else if (harm == "cut") File.WriteAllBytes(file, content[..^7]);
        else
        {
            // A digit of a number in the description, a bit of a weight.
            int at = pattern.EndsWith(".json", StringComparison.Ordinal) ? System.Text.Encoding.UTF8.GetString(content).IndexOf("\"score\": 1", StringComparison.Ordinal) + 9
                : content.Length - 3;
            content[at] ^= 3;
            File.WriteAllBytes(file, content);
        }

        TrainingPlan plan = Options.Resolve(Data);
        using var resumed = new TrainingState(plan, CPU);
        Assert.True(new SnapshotShelf(run, plan).Load(resumed, notices.Add));
        Assert.Equal(1, resumed.Step);
        Assert.Contains("damaged", notices[0]);
        Assert.Contains(file.Split('/', '\\')[^1][..15], notices[0]);
        Assert.Contains("after step 1", notices[1]);

        // Going on replaces what was damaged.
        Save(new SnapshotShelf(run, plan), resumed, 2, 2);
        using var again = new TrainingState(plan, CPU);
        Assert.True(new SnapshotShelf(run, plan).Load(again, notices.Add));
        Assert.Equal((2, 2), (again.Step, notices.Count));
    }

    [Fact]
    public void When_every_state_is_damaged_that_is_an_error()
    {
        var (run, shelf, state) = Begin(Options);
        using (state)
        {
            Save(shelf, state, 1, 1);
            Save(shelf, state, 2, 2);
        }

        foreach (string file in run.TrainingFiles) File.WriteAllText(file, "{");
        TrainingPlan plan = Options.Resolve(Data);
        using var resumed = new TrainingState(plan, CPU);
        Assert.Throws<GeneratorException>(() => new SnapshotShelf(run, plan).Load(resumed, notices.Add));
        Assert.Equal(2, notices.Count);
    }

    [Fact]
    public void A_memory_survives_its_file()
    {
        var (run, shelf, state) = Begin(Options);
        var memory = new RunMemory
        {
            GeneratorUpdates = 7, DiscriminatorUpdates = 14, RollBacks = 1, LearningRateScale = 1 / 3.0, Raised = ["GapBelow"],
            Seen = [new Observation(3, 0.1, 1 / 7.0, new Dictionary<string, float> { ["a"] = 0.1f }, ["lying"]), new Observation(4, 0.1, 0.2, new Dictionary<string, float>(), null)],
            Gathered = new Dictionary<string, PartialMean> { ["D"] = new(1 / 9.0, 3) }, Best = [new MeasuredSnapshot(2, 0.3, "file")],
        };
        using (state)
        {
            state.Memory = memory;
            state.Step = 4;
            shelf.SaveTraining(state);
        }

        TrainingPlan plan = Options.Resolve(Data);
        using var resumed = new TrainingState(plan, CPU);
        new SnapshotShelf(run, plan).Load(resumed, notices.Add);
        Assert.Equal(TrainingJson.Write(memory), TrainingJson.Write(resumed.Memory));
    }

    public void Dispose() => folder.Dispose();

    private string[] Names(string pattern) => [.. Directory.GetFiles(Path.Combine(folder["run"], "snapshots"), pattern).Select(f => Path.GetFileName(f)!)
        .Order(StringComparer.Ordinal)];

    private (RunDirectory Run, SnapshotShelf Shelf, TrainingState State) Begin(TrainingOptions options)
    {
        TrainingPlan plan = options.Resolve(Data);
        RunDirectory run = RunDirectory.Create(folder["run"], plan);
        return (run, new SnapshotShelf(run, plan), new TrainingState(plan, CPU));
    }

    // Steps differ in one weight.
    private static void Save(SnapshotShelf shelf, TrainingState state, int step, double score)
    {
        state.Step = step;
        using (no_grad())
            foreach (var network in new[] { state.Average, state.Published }) network.parameters().First().fill_(step);
        shelf.Save(state, new SampleFigures(score, new Dictionary<string, double>(), new Dictionary<string, float[]>(), new ClassDiversity([], []), score));
    }
}
