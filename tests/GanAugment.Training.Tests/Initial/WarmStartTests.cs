using GanAugment.Data;
using GanAugment.Training.Initial;
using GanAugment.Training.Networks;
using GanAugment.Training.Snapshots;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Initial;

public class WarmStartTests
{
    // "lying", "standing", "square" of Shapes under these names, so that names decide and not places.
    private static LabelledImageSet Images(params (string Name, int Kind)[] classes)
    {
        LabelledImageSet all = Shapes.Make([3, 3, 3], size: 24);
        int[] chosen = [.. classes.SelectMany((c, _) => Enumerable.Range(0, 9).Where(i => all.Labels[i] == c.Kind))];
        var pixels = new byte[chosen.Length * all.Shape.Length];
        for (int i = 0; i < chosen.Length; i++) all.Read(chosen[i], pixels.AsSpan(i * all.Shape.Length, all.Shape.Length));
        return new LabelledImageSet("shapes", all.Shape, new ClassMap(classes.Select(c => c.Name)), [.. classes.SelectMany((_, k) => Enumerable.Repeat(k, 3))],
            pixels);
    }

    private static readonly LabelledImageSet Old = Images(("lying", 0), ("standing", 1)), New = Images(("square", 2), ("standing", 1), ("lying", 0));

    private static readonly TrainingOptions Tiny = new()
    {
        Seed = 3, Steps = 2, BatchSize = 4, BaseChannels = 2, LatentSize = 8, SharedEmbedding = 4, StandingBatches = 1, SnapshotEvery = 100, ProbeSteps = 1,
        Device = "cpu",
    };

    private static TrainingOptions From(string run, NewClasses classes = NewClasses.Fresh) =>
        new TrainingOptions { Seed = 9, Steps = 1, BatchSize = 4, StandingBatches = 1, ProbeSteps = 1, Device = "cpu" } with
        {
            InitialGenerator = new() { From = run, NewClasses = classes },
        };

    // Initial state of a run that begins with another, and its log.
    private static (TrainingState State, List<string> Log) Begin(LabelledImageSet data, TrainingOptions options)
    {
        TrainingPlan plan = options.Resolve(data);
        var batches = new Batches(data, plan, CPU);
        var state = new TrainingState(plan, CPU);
        using var probe = new QualityProbe(data, batches, plan, CPU);
        using var initial = InitialNetworks.Open(options.InitialGenerator!);
        List<string> log = [];
        initial.Begin(state, plan, probe.Features, batches, log.Add);
        return (state, log);
    }

    private static float[] Row(nn.Module network, string table, int row) =>
        TensorAssert.Values(network.named_parameters().Single(p => p.name == table).parameter.select(0, row));

    [Fact]
    public void Networks_keep_their_shape_and_every_weight_and_classes_keep_their_names()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        TrainingResult run = BigGanTrainer.Train(Old, Tiny, folder["old"]);
        var (state, log) = Begin(New, From(folder["old"]));
        using (state)
        {
            using GeneratorSnapshot before = GeneratorSnapshot.Open(folder["old"]);
            foreach (var (name, value) in NetworkState.Of(before.Generator, "").Where(t => t.Name != ".embedding.weight"))
                TensorAssert.Same(value, NetworkState.Of(state.Generator, "").Single(t => t.Name == name).Value);
            // Old: lying 0, standing 1. New: square 0, standing 1, lying 2.
            Assert.Equal(Row(before.Generator, "embedding.weight", 0), Row(state.Generator, "embedding.weight", 2));
            Assert.Equal(Row(before.Generator, "embedding.weight", 1), Row(state.Generator, "embedding.weight", 1));
            // So a known class draws what it drew.
            state.Generator.eval();
            Tensor z = ones(1, 8) * 0.2, lying = zeros(1, 2), lyingNow = zeros(1, 3);
            lying[0, 0] = 1;
            lyingNow[0, 2] = 1;
            TensorAssert.Close(before.Generator.call(z, lying), state.Generator.call(z, lyingNow));
            TensorAssert.Same(NetworkState.Of(state.Generator, "").First().Value, NetworkState.Of(state.Average, "").First().Value);
        }

        Assert.Contains("Class 'square' begins anew.", log);
        Assert.Contains("Class 'lying' begins with 'lying'.", log);
        Assert.Contains(log, line => line.StartsWith("Of the generator's tensors", StringComparison.Ordinal) && line.EndsWith(" and 0 begin anew.",
            StringComparison.Ordinal));
    }

    [Fact]
    public void The_discriminator_comes_along_and_judges_known_classes_as_before()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        TrainingResult run = BigGanTrainer.Train(Old, Tiny with { DiscriminatorSpectralNorm = false }, folder["old"]);
        var saved = Safetensors.Read(Path.Combine(folder["old"], "snapshots", TrainingSnapshot.Read(run.Run.TrainingFile).File));
        using var before = new BigGanDiscriminator(SnapshotDescription.Read(run.Run.LatestFile).Network);
        NetworkState.Load(NetworkState.Of(before, "discriminator"), saved, "test");
        before.eval();
        var (state, _) = Begin(New, From(folder["old"], NewClasses.Mean));
        using (state)
        {
            state.Discriminator.eval();
            Tensor x = rand(2, 1, 32, 32, generator: new Generator(1)), y = eye(2), now = zeros(2, 3), middle = zeros(1, 3);
            now[0, 2] = 1;
            now[1, 1] = 1;
            middle[0, 0] = 1;
            TensorAssert.Close(before.call(x, y), state.Discriminator.call(x, now));
            TensorAssert.Close(before.call(x.narrow(0, 0, 1), ones(1, 2) / 2), state.Discriminator.call(x.narrow(0, 0, 1), middle));
        }
    }

    [Fact]
    public void A_normalised_class_table_of_another_size_has_its_own_singular_vector_at_once()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        BigGanTrainer.Train(Old, Tiny, folder["old"]);
        var (state, _) = Begin(New, From(folder["old"], NewClasses.Mean));
        using (state)
        {
            Tensor table = state.Discriminator.named_parameters().Single(p => p.name == "embedding.weight").parameter;
            Tensor u = state.Discriminator.named_buffers().Single(b => b.name == "embedding.u").buffer;
            Assert.Equal([1L, 3], u.shape);
            Assert.Equal(linalg.svdvals(table)[0].item<float>(), u.matmul(table).norm().item<float>() / u.norm().item<float>(), 3);
        }
    }

    [Fact]
    public void Tables_in_every_layer_are_matched_row_by_row_too()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        BigGanTrainer.Train(Old, Tiny with { SharedEmbedding = null, Hierarchical = false }, folder["old"]);
        var (state, _) = Begin(New, From(folder["old"], NewClasses.Mean));
        using (state)
        using (GeneratorSnapshot before = GeneratorSnapshot.Open(folder["old"]))
            foreach (string table in before.Generator.named_parameters().Select(p => p.name).Where(n => n.Contains("norm1.gain") || n.Contains("norm2.bias")))
            {
                float[] lying = Row(before.Generator, table, 0), standing = Row(before.Generator, table, 1);
                Assert.Equal(lying, Row(state.Generator, table, 2));
                Assert.Equal(standing, Row(state.Generator, table, 1));
                float[] mean = Row(state.Generator, table, 0);
                for (int i = 0; i < mean.Length; i++) Assert.Equal((lying[i] + standing[i]) / 2, mean[i], 1e-5);
            }
    }

    [Fact]
    public void A_new_class_begins_with_the_class_whose_images_are_most_like_its_own()
    {
        using var scope = NewDisposeScope();
        // A generator that draws class 0 black, class 1 gray and class 2 white, whatever z is: only the output's bias by way of the class gains.
        TrainingPlan plan = (Tiny with { SharedEmbedding = null, Hierarchical = false, GeneratorSpectralNorm = false, ProbeSteps = 20 })
            .Resolve(Images(("a", 0), ("b", 1), ("c", 2)));
        using var generator = new BigGanGenerator(plan.Network);
        foreach (var (name, parameter) in generator.named_parameters())
        {
            using var guard = no_grad();
            if (name == "blocks.2.norm2.bias.weight") parameter.copy_(tensor(new float[] { -1, 0, 1 }, [3, 1]).expand(3, 8));
            if (name == "blocks.2.conv2.weight") parameter.narrow(2, 1, 1).narrow(3, 1, 1).copy_(eye(8).view(8, 8, 1, 1));
            if (name is "blocks.2.conv2.bias") parameter.fill_(0.5);
            if (name == "norm.gain") parameter.fill_(1);
            if (name == "convolution.weight") parameter.narrow(2, 1, 1).narrow(3, 1, 1).fill_(1);
            if (name == "convolution.bias") parameter.fill_(-8);
        }

        generator.eval();
        float[] levels = [.. Enumerable.Range(0, 3).Select(c => generator.call(zeros(1, 8), eye(3).narrow(0, c, 1)).mean().item<float>())];
        Assert.True(levels[0] < levels[2], $"{levels[0]} {levels[1]} {levels[2]}");

        var shape = new ImageShape(1, 32, 32);
        byte[] Level(byte level) => [.. Enumerable.Repeat(level, 2 * shape.Length)];
        var data = new LabelledImageSet("levels", shape, new ClassMap(["light", "dark"]), [0, 0, 1, 1], Level(250).Concat(Level(5)).ToArray());
        TrainingPlan levelsPlan = Tiny.Resolve(data);
        var batches = new Batches(data, levelsPlan, CPU);
        static float[] Mean(Tensor images) => TensorAssert.Values(images.mean([1, 2, 3]));
        var nearest = new NearestClasses(generator, Mean, batches, levelsPlan.Network, 1);
        Assert.Equal(2, nearest.Of(0));
        Assert.Equal(0, nearest.Of(1));
    }

    [Fact]
    public void Nearest_classes_work_end_to_end_and_the_run_goes_on_without_the_initial_generator()
    {
        using var folder = new TemporaryFolder();
        BigGanTrainer.Train(Old, Tiny, folder["old"]);
        TrainingOptions options = From(folder["old"], NewClasses.Nearest) with { Steps = 3, ReportEvery = 1 };
        using var cancel = new CancellationTokenSource();
        TrainingResult whole = BigGanTrainer.Train(New, options, folder["whole"]);
        BigGanTrainer.Train(New, options, folder["parts"], new AtFirst(cancel.Cancel), cancel.Token);
        Assert.Contains(", the nearest.", File.ReadAllText(whole.Run.LogFile));
        Directory.Delete(folder["old"], true);
        TrainingResult resumed = BigGanTrainer.Resume(New, folder["parts"]);
        Assert.Equal(File.ReadAllText(whole.Run.TrainingFile), File.ReadAllText(resumed.Run.TrainingFile));
    }

    [Fact]
    public void The_plan_says_the_shape_that_is_kept()
    {
        using var folder = new TemporaryFolder();
        BigGanTrainer.Train(Old, Tiny with
        {
            DiscriminatorBaseChannels = 3, GeneratorSpectralNorm = true, BatchNormEpsilon = 1e-4, OutputNormEpsilon = 1e-3,
        }, folder["old"]);
        TrainingPlan plan = From(folder["old"]).Resolve(New);
        Assert.Equal((2, 3, 8, 4, true), (plan.Options.BaseChannels, plan.Options.DiscriminatorBaseChannels, plan.Options.LatentSize,
            plan.Options.SharedEmbedding, plan.Options.GeneratorSpectralNorm));
        Assert.Equal((1e-4, 1e-3), (plan.Network.BatchNormEpsilon, plan.Network.OutputNormEpsilon));
        Assert.False(plan.Options.InitialGenerator!.KeepShape);
        Assert.Equal(3, plan.Network.Classes);
        TrainingPlan again = TrainingPlan.Parse(plan.ToJson(), "test");
        Assert.Equal(plan.ToJson(), again.ToJson());
        Assert.Equal(plan.Options, again.Options);
    }

    [Fact]
    public void Of_another_shape_only_what_fits_is_taken_and_the_log_says_what_is_not()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        BigGanTrainer.Train(Old, Tiny with { GeneratorSpectralNorm = true }, folder["old"]);
        TrainingOptions wider = Tiny with { InitialGenerator = new() { From = folder["old"], KeepShape = false }, SharedEmbedding = 6 };
        var (state, log) = Begin(New, wider);
        using (state)
        {
            Assert.Contains("Not taken: generator embedding.weight is [2, 4] there and [3, 6] here.", log);
            // Without spectral norm here, a weight that was divided there is divided once for all.
            using GeneratorSnapshot before = GeneratorSnapshot.Open(folder["old"]);
            TensorAssert.Close(before.Generator.Linear.EffectiveWeight(), state.Generator.Linear.EffectiveWeight());
        }

        TrainingOptions foreign = Tiny with { InitialGenerator = new() { From = folder["old"], KeepShape = false }, BaseChannels = 5, LatentSize = 24 };
        Assert.Contains("Nothing of the initial generator fits", Assert.Throws<OptionException>(() => Begin(New, foreign)).Message);
    }

    [Fact]
    public void A_missing_initial_generator_is_an_error_of_the_option()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<OptionException>(() => From(folder["nowhere"]).Resolve(New));
        Assert.Contains("InitialGenerator", error.Message);
        Assert.Contains("nowhere", error.Message);
    }

    private sealed class AtFirst(Action act) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => act();
    }

    [Fact]
    public void An_imported_generator_brings_its_discriminator_along()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        Import.ImportedCase.Import(Import.ImportedCase.Hierarchical with { Discriminator = Import.ImportedCase.Fixture("A2-D.pth") }, folder["imported"]);
        var (state, log) = Begin(Shapes.Make([3, 3, 3], size: 32, channels: 3), From(folder["imported"]));
        using (state)
        {
            PeerCase peer = PeerCase.Hierarchical;
            Tensor theirs = peer.Discriminator(referenceOrder: false).named_parameters().Single(p => p.name == "blocks.0.conv1.weight").parameter;
            TensorAssert.Same(theirs, state.Discriminator.named_parameters().Single(p => p.name == "blocks.0.conv1.weight").parameter);
        }

        Assert.DoesNotContain(log, line => line.StartsWith("The discriminator begins anew", StringComparison.Ordinal));
    }
}
