using GanAugment.Training.Snapshots;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Snapshots;

public sealed class DiscriminatorSnapshotTests : IDisposable
{
    private static readonly TrainingOptions Options = new()
    {
        Steps = 3, SnapshotEvery = 1, BaseChannels = 1, LatentSize = 8, SharedEmbedding = 4, Device = "cpu", StandingBatches = 1, BatchSize = 2, ProbeSteps = 1,
        MeasuredImages = 4,
    };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_is_of_the_generators_own_step_where_the_run_keeps_it_else_of_the_latest()
    {
        RunDirectory run = Train(Options);
        Assert.Equal([3, 2], run.TrainingFiles.Select(run.StepOfTraining));
        string[] generators = [run.LatestFile, run.BestFile, .. new[] { 1, 2, 3 }.Select(run.BestFileOf)];
        foreach (string file in generators.Where(File.Exists))
        {
            int own = SnapshotDescription.Read(file).Step;
            Assert.Equal(own == 1 ? 3 : own, StepOf(file));
        }

        using DiscriminatorSnapshot opened = DiscriminatorSnapshot.Open(run.LatestFile)!;
        TrainingSnapshot state = TrainingSnapshot.Read(run.TrainingFileOf(3));
        var saved = Safetensors.Read(Path.Combine(run.Snapshots, state.File))["discriminator.linear.weight"];
        using Tensor expected = tensor(saved.Values, saved.Shape);
        TensorAssert.Same(expected, opened.Discriminator.named_parameters().Single(p => p.name == "linear.weight").parameter);
        Assert.Equal((1, state.ImagesSeen, false), (opened.Told, opened.ImagesSeen!.Value, opened.Discriminator.training));
    }

    [Fact]
    public void A_damaged_state_is_passed_over_and_a_run_without_any_has_none()
    {
        RunDirectory run = Train(Options);
        File.WriteAllText(run.TrainingFileOf(3), "{");
        Assert.Equal(2, StepOf(run.LatestFile));
        File.WriteAllText(run.TrainingFileOf(2), "{");
        Assert.Contains("cannot be read", Assert.Throws<GeneratorException>(() => StepOf(run.LatestFile)).What);
        foreach (string file in run.TrainingFiles) File.Delete(file);
        Assert.Null(DiscriminatorSnapshot.Open(run.Root));
        // A snapshot that was copied out of its run has none either.
        foreach (string file in Directory.GetFiles(run.Snapshots)) File.Copy(file, folder[Path.GetFileName(file)]);
        Assert.Null(DiscriminatorSnapshot.Open(folder["latest.json"]));
        Assert.Throws<GeneratorException>(() => DiscriminatorSnapshot.Open(folder["absent.json"]));
    }

    [Fact]
    public void It_knows_how_much_of_the_class_it_was_told()
    {
        RunDirectory run = Train(Options with { Steps = 5, KeepLatest = 3, ConditioningRamp = new() { Start = 0, End = 4 } });
        Assert.Equal(1, Told());
        foreach (int step in new[] { 4, 5 }) File.Delete(run.TrainingFileOf(step));
        Assert.Equal(0.75, Told());

        double Told()
        {
            using DiscriminatorSnapshot opened = DiscriminatorSnapshot.Open(run.LatestFile)!;
            return opened.Told;
        }
    }

    private static int? StepOf(string file)
    {
        using DiscriminatorSnapshot? opened = DiscriminatorSnapshot.Open(file);
        return opened?.Step;
    }

    private RunDirectory Train(TrainingOptions options) => BigGanTrainer.Train(Shapes.Make([4, 3]), options, folder["run"]).Run;
}
