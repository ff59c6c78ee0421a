using GanAugment.Training.Networks;
using GanAugment.Training.Snapshots;
using GanAugment.Training.Steps;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Steps;

public class TrainingAidsTests
{
    private static readonly Data.LabelledImageSet Images = Shapes.Make([50, 3], size: 24);

    private static readonly TrainingOptions Plain = new()
    {
        Seed = 3, Steps = 3, BatchSize = 4, BaseChannels = 2, LatentSize = 8, SharedEmbedding = 4, StandingBatches = 1, SnapshotEvery = 100, ReportEvery = 1,
        AverageStart = 1, ProbeSteps = 1, Device = "cpu",
    };

    // Fast enough to have risen after one step.
    private static readonly AdaptiveAugmentationOptions Adaptive = new() { Target = -0.99, ThousandImages = 0.02, AdjustEvery = 1 };

    private static readonly PseudoRealOptions Pseudo = new() { Target = -0.99, ThousandImages = 0.02, AdjustEvery = 1 };

    public static TheoryData<string, TrainingOptions> Aids => new()
    {
        { "logistic loss", Plain with { Loss = AdversarialLoss.NonSaturating } },
        { "mirror", Plain with { Mirror = true } },
        { "orthogonality", Plain with { Orthogonality = new() { Generator = 1e-2, Discriminator = 1e-2 } } },
        { "adaptive augmentation", Plain with { AdaptiveAugmentation = Adaptive } },
        { "adaptive augmentation by held-out images", Plain with
            {
                HoldOut = 0.02, AdaptiveAugmentation = Adaptive with { Signal = OverfittingSignal.HeldOut, AdjustEvery = 2, Target = -0.9999 },
            }
        },
        { "pseudo reals", Plain with { PseudoReals = Pseudo } },
        { "LeCam", Plain with { LeCam = new() { Start = 1 } } },
        { "CR", Plain with { Consistency = new() } },
        { "bCR", Plain with { Consistency = new() { RealWeight = 0, FakeWeight = 10 } } },
        { "zCR in D", Plain with { Consistency = new() { RealWeight = 0, LatentDiscriminatorWeight = 5 } } },
        { "zCR in G", Plain with { Consistency = new() { RealWeight = 0, LatentGeneratorWeight = 0.5 } } },
        { "conditioning ramp", Plain with { ConditioningRamp = new() { Start = 0, End = 2 } } },
        { "root sampling", Plain with { ClassSampling = ClassSampling.SquareRoot } },
        { "many together", Plain with
            {
                Accumulations = 2, PseudoReals = Pseudo, LeCam = new() { Start = 1 }, Consistency = new() { FakeWeight = 10, LatentDiscriminatorWeight = 5 },
                Augmentation = AugmentationPolicy.Color | AugmentationPolicy.Translation, ConditioningRamp = new() { Start = 0, End = 2 },
            }
        },
    };

    [Theory]
    [MemberData(nameof(Aids))]
    public void Each_aid_changes_a_run_and_resumes_to_the_same_bits(string aid, TrainingOptions options)
    {
        using var folder = new TemporaryFolder();
        TrainingResult whole = BigGanTrainer.Train(Images, options, folder["whole"]);
        using var cancel = new CancellationTokenSource();
        TrainingResult part = BigGanTrainer.Train(Images, options, folder["parts"], new AtStep(2, cancel.Cancel), cancel.Token);
        Assert.False(part.Completed);
        TrainingResult resumed = BigGanTrainer.Resume(Images, folder["parts"]);
        Assert.Equal(File.ReadAllText(whole.Run.TrainingFile), File.ReadAllText(resumed.Run.TrainingFile));
        Assert.True(PlainBits.Value != Bits(whole), $"{aid} changed nothing");
    }

    [Fact]
    public void Aids_that_have_not_begun_leave_a_run_its_bits()
    {
        using var folder = new TemporaryFolder();
        // Probabilities that rise too slowly for anything to happen, and a start after the end.
        TrainingResult run = BigGanTrainer.Train(Images, Plain with
        {
            AdaptiveAugmentation = Adaptive with { ThousandImages = 1e30 }, PseudoReals = Pseudo with { ThousandImages = 1e30 }, LeCam = new(),
        }, folder["run"]);
        Assert.Equal(PlainBits.Value, Bits(run));
    }

    [Fact]
    public void Probabilities_stand_in_the_statistics()
    {
        using var folder = new TemporaryFolder();
        TrainingResult run = BigGanTrainer.Train(Images, Plain with { AdaptiveAugmentation = Adaptive, PseudoReals = Pseudo }, folder["run"]);
        string last = File.ReadAllLines(run.Run.StatisticsFile)[^1];
        Assert.Contains("\"augmentationProbability\":0.8", last);
        Assert.Contains("\"pseudoRealProbability\":0.8", last);
    }

    [Fact]
    public void A_generator_that_was_told_half_is_published_to_be_told_all()
    {
        using var scope = NewDisposeScope();
        foreach (int? shared in new int?[] { 4, null })
        {
            TrainingPlan plan = (Plain with { ConditioningRamp = new() { Start = 0, End = 2 }, SharedEmbedding = shared, Hierarchical = shared is not null })
                .Resolve(Images);
            using var state = new TrainingState(plan, CPU) { Step = 1 };
            state.Publish();
            // The published statistics in the averaged network: only the classes' weight differs.
            foreach (var (source, target) in state.Published.named_buffers().Zip(state.Average.named_buffers())) target.buffer.copy_(source.buffer);
            Tensor z = ones(2, 8) * 0.3, y = eye(2);
            TensorAssert.Close(state.Average.call(z, y * 0.5), state.Published.call(z, y));
        }
    }

    [Fact]
    public void Orthogonality_leaves_out_the_shared_embedding_and_nothing_else_of_two_axes()
    {
        using var scope = NewDisposeScope();
        TrainingPlan plan = (Plain with { Orthogonality = new() { Generator = 1, Relaxed = false } }).Resolve(Images);
        using var state = new TrainingState(plan, CPU);
        Assert.Null(state.Aids.Regularize(state.Discriminator));
        foreach (var parameter in state.Generator.parameters())
        {
            // Off the orthogonal matrices that training begins with.
            using (no_grad()) parameter.mul_(1.5);
            parameter.grad = zeros_like(parameter);
        }

        state.Aids.Regularize(state.Generator)!();
        string[] changed = [.. state.Generator.named_parameters().Where(p => p.parameter.grad!.abs().sum().item<float>() > 0).Select(p => p.name)];
        Assert.Equal(state.Generator.named_parameters().Where(p => p.parameter.ndim >= 2 && p.name != "embedding.weight").Select(p => p.name), changed);
    }

    [Fact]
    public void Accumulated_batches_each_advance_batch_statistics_and_power_iteration_and_share_the_gradient()
    {
        using var scope = NewDisposeScope();
        TrainingPlan plan = (Plain with { GeneratorSpectralNorm = true, Accumulations = 2 }).Resolve(Images);
        var batches = new Batches(Images, plan, CPU);
        using TrainingState state = new(plan, CPU), twin = new(plan, CPU);
        state.Generator.train();
        twin.Generator.train();
        var u = state.Generator.named_buffers().Single(b => b.name == "linear.u").buffer;
        Tensor iterated = u.clone(), weight = state.Generator.named_parameters().Single(p => p.name == "linear.weight").parameter;
        for (int i = 0; i < 2; i++) SpectralNorm.Normalize(weight, iterated, plan.Network.SpectralNormEpsilon, advance: true);

        var generate = new GeneratorPhase(state.Generator, state.Discriminator, batches, state.Aids, plan.Options.BatchSize);
        var whole = new GeneratorPhase(twin.Generator, twin.Discriminator, batches, twin.Aids, plan.Options.BatchSize);
        List<Tensor[]> gradients = [];
        for (int i = 0; i < 2; i++)
        {
            generate.Accumulate(new MicroBatch(0, i, 0, 0.5));
            twin.GeneratorOptimizer.ZeroGradients();
            whole.Accumulate(new MicroBatch(0, i, 0, 1));
            gradients.Add([.. twin.Generator.parameters().Select(p => p.grad!.clone())]);
        }

        TensorAssert.Close(iterated, u);
        foreach (var (a, b) in state.Generator.named_buffers().Zip(twin.Generator.named_buffers())) TensorAssert.Close(b.buffer, a.buffer, 1e-5, a.name);
        foreach (var (parameter, first, second) in state.Generator.named_parameters().Zip(gradients[0], gradients[1]))
            TensorAssert.Close((first + second) / 2, parameter.parameter.grad!, 1e-3, parameter.name);
        // 0.9 · (0.9 · 0 + 0.1 · m₁) + 0.1 · m₂: two batches, not one of twice the size.
        Assert.NotEqual(0, state.Generator.named_buffers().Single(b => b.name == "norm.mean").buffer.abs().sum().item<float>());
    }

    private static readonly Lazy<string> PlainBits = new(() =>
    {
        using var folder = new TemporaryFolder();
        return Bits(BigGanTrainer.Train(Images, Plain, folder["plain"]));
    });

    private static string Bits(TrainingResult result) => SnapshotDescription.Read(result.Run.LatestFile).Sha256;

    private sealed class AtStep(int step, Action act) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Step == step) act();
        }
    }
}
