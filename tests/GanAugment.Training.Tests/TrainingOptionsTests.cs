using GanAugment.Data;
using GanAugment.Generation;

namespace GanAugment.Training.Tests;

public class TrainingOptionsTests
{
    private static readonly LabelledImageSet Data = Shapes.Make([4, 4, 4]);

    [Fact]
    public void They_survive_JSON()
    {
        var options = new TrainingOptions
        {
            Seed = long.MinValue, Steps = 7, SharedEmbedding = null, Hierarchical = false, Augmentation = AugmentationPolicy.Color | AugmentationPolicy.Cutout,
            ClassSampling = ClassSampling.Natural, StandingTruncation = Truncation.Threshold(0.5f), Device = "cpu", GeneratorAttention = 16,
        };
        Assert.Equal(options, TrainingOptions.Parse(options.ToJson(), "test"));
    }

    [Fact]
    public void Training_aids_survive_JSON_and_are_off_where_they_are_not_mentioned()
    {
        var options = new TrainingOptions
        {
            Loss = AdversarialLoss.NonSaturating, Mirror = true, Orthogonality = new() { Discriminator = 1 }, LeCam = new() { Weight = 3 },
            AdaptiveAugmentation = new() { Operations = AdaptiveOperations.Blit | AdaptiveOperations.Hue }, PseudoReals = new() { Cap = 0.5 },
            Consistency = new() { LatentRadius = 0.1 }, ConditioningRamp = new() { End = 9000 }, Precision = Precision.TensorFloat32,
        };
        Assert.Equal(options, TrainingOptions.Parse(options.ToJson(), "test"));
        Assert.Equal(new TrainingOptions { LeCam = new() }, TrainingOptions.Parse("{\"leCam\": {}}", "test"));
        Assert.Null(new TrainingOptions().LeCam);
    }

    [Fact]
    public void What_JSON_does_not_mention_keeps_its_default() => Assert.Equal(new TrainingOptions { Steps = 5 }, TrainingOptions.Parse("""{"steps": 5}""",
        "test"));

    [Fact]
    public void What_JSON_does_not_mention_keeps_a_presets_value()
    {
        TrainingOptions preset = TrainingOptions.Cifar32 with { LeCam = new() { Start = 7 } };
        TrainingOptions options = TrainingOptions.Parse("""{"steps": 5, "leCam": {"weight": 2}}""", "test", preset);
        Assert.Equal(preset with { Steps = 5, LeCam = new() { Weight = 2 } }, options);
    }

    [Fact]
    public void An_initial_generator_survives_JSON_with_its_class_map()
    {
        static InitialGeneratorOptions Initial(string target) =>
            new() { From = "runs/3", NewClasses = NewClasses.Mean, ClassMap = new Dictionary<string, string> { ["Ä b"] = target } };
        var options = new TrainingOptions { InitialGenerator = Initial("c") };
        Assert.Equal(options, TrainingOptions.Parse(options.ToJson(), "test"));
        Assert.NotEqual(options, options with { InitialGenerator = Initial("d") });
    }

    [Theory]
    [InlineData("""{"stepz": 5}""", "stepz")]
    [InlineData("""{"steps": "many"}""", "steps")]
    [InlineData("""{"standingTruncation": "a bit"}""", "a bit")]
    [InlineData("""{"standingTruncation": null}""", "is no truncation")]
    [InlineData("""{"augmentation": "blur"}""", "augmentation")]
    [InlineData("{\"leCam\": {\"wait\": 5}}", "wait")]
    [InlineData("{\"precision\": \"half\"}", "precision")]
    [InlineData("not json", "test.json")]
    public void Unknown_or_senseless_entries_are_an_error(string json, string expected)
    {
        var error = Assert.Throws<OptionException>(() => TrainingOptions.Parse(json, "test.json"));
        Assert.Contains(expected, error.Message);
    }

    public static TheoryData<string, TrainingOptions> Wrong => new()
    {
        { "Steps", new() { Steps = 0 } },
        { "BatchSize", new() { BatchSize = 1 } },
        { "Accumulations", new() { Accumulations = 0 } },
        { "DiscriminatorSteps", new() { DiscriminatorSteps = 0 } },
        { "GeneratorLearningRate", new() { GeneratorLearningRate = double.NaN } },
        { "DiscriminatorLearningRate", new() { DiscriminatorLearningRate = 0 } },
        { "AdamBeta1", new() { AdamBeta1 = 1 } },
        { "AdamBeta2", new() { AdamBeta2 = -0.1 } },
        { "Resolution", new() { Resolution = 48 } },
        { "Architecture", new() { Architecture = (GanAugment.Training.Networks.BigGanArchitecture)2 } },
        { "Depth", new() { Depth = 0 } },
        { "Initialization", new() { Initialization = (WeightInitialization)9 } },
        { "Epsilon", new() { SpectralNormEpsilon = 0 } },
        { "BaseChannels", new() { BaseChannels = 0 } },
        { "LatentSize", new() { LatentSize = 65 } },
        { "Hierarchical", new() { SharedEmbedding = null } },
        { "GeneratorAttention", new() { GeneratorAttention = 7 } },
        { "DiscriminatorAttention", new() { DiscriminatorAttention = 8 } },
        { "AverageDecay", new() { AverageDecay = 1 } },
        { "Augmentation", new() { Augmentation = (AugmentationPolicy)8 } },
        { "StandingBatches", new() { StandingBatches = 0 } },
        { "SnapshotEvery", new() { SnapshotEvery = 0 } },
        { "ProbeSteps", new() { ProbeSteps = 0 } },
        { "MeasuredImages", new() { MeasuredImages = 0 } },
        { "HoldOut", new() { HoldOut = 0.6 } },
        { "BestBy", new() { BestBy = (SnapshotMeasure)9 } },
        { "KeepBest", new() { KeepBest = 0 } },
        { "KeepLatest", new() { KeepLatest = 1 } },
        { "Collapse.Action", new() { Collapse = new() { Action = (AlarmAction)7 } } },
        { "Collapse.Start", new() { Collapse = new() { Start = -1 } } },
        { "Collapse.Window", new() { Collapse = new() { Window = 1 } } },
        { "Collapse.GapBelow", new() { Collapse = new() { GapBelow = double.NaN } } },
        { "Collapse.SingularValueGrowth", new() { Collapse = new() { SingularValueGrowth = 0.5 } } },
        { "Collapse.LossHigh", new() { Collapse = new() { LossHigh = 0.05 } } },
        { "Collapse.DiversityBelow", new() { Collapse = new() { DiversityBelow = 1 } } },
        { "Collapse.MostRollBacks", new() { Collapse = new() { MostRollBacks = -1 } } },
        { "Collapse.RollBackLearningRates", new() { Collapse = new() { RollBackLearningRates = 0 } } },
        { "Device", new() { Device = "tpu" } },
        { "Threads", new() { Threads = 0 } },
        { "Loss", new() { Loss = (AdversarialLoss)7 } },
        { "Orthogonality.Generator", new() { Orthogonality = new() { Generator = -1 } } },
        { "Orthogonality is asked for but does nothing", new() { Orthogonality = new() { Generator = 0 } } },
        { "AdaptiveAugmentation.Target", new() { AdaptiveAugmentation = new() { Target = 1 } } },
        { "AdaptiveAugmentation.Cap", new() { AdaptiveAugmentation = new() { Cap = 1 } } },
        { "AdaptiveAugmentation.Operations", new() { AdaptiveAugmentation = new() { Operations = 0 } } },
        { "No image is held out", new() { AdaptiveAugmentation = new() { Signal = OverfittingSignal.HeldOut } } },
        { "by a policy or adaptively", new() { AdaptiveAugmentation = new(), Augmentation = AugmentationPolicy.Cutout } },
        { "finds its own start", new() { AdaptiveAugmentation = new(), AugmentationStart = 5 } },
        { "PseudoReals.AdjustEvery", new() { BatchSize = 8, PseudoReals = new() { AdjustEvery = 0 } } },
        { "too few images", new() { PseudoReals = new() } },
        { "LeCam.Weight", new() { LeCam = new() { Weight = 0 } } },
        { "LeCam.Decay", new() { LeCam = new() { Decay = 1 } } },
        { "Consistency.RealWeight", new() { Consistency = new() { RealWeight = double.NaN } } },
        { "Consistency is asked for but does nothing", new() { Consistency = new() { RealWeight = 0 } } },
        { "ConditioningRamp.End", new() { ConditioningRamp = new() { Start = 10, End = 10 } } },
        { "before the networks know the classes", new() { ConditioningRamp = new() { Start = 10, End = 1000 } } },
        { "InitialGenerator.From", new() { InitialGenerator = new() { From = " " } } },
        { "InitialGenerator.NewClasses", new() { InitialGenerator = new() { From = "x", NewClasses = (NewClasses)9 } } },
        { "TensorFloat-32", new() { Device = "cpu", Precision = Precision.TensorFloat32 } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Every_value_that_cannot_work_is_refused_by_name(string option, TrainingOptions options)
    {
        var error = Assert.Throws<OptionException>(() => options.Resolve(Data));
        Assert.Contains(option, error.Message);
    }

    [Fact]
    public void Resolving_makes_everything_explicit()
    {
        TrainingPlan plan = new TrainingOptions { BaseChannels = 3 }.Resolve(Data);
        Assert.Equal(3, plan.Options.DiscriminatorBaseChannels);
        Assert.True(plan.Options.Device is "cpu" or "cuda");
        Assert.Equal([12, 12, 12, 12], plan.Network.GeneratorChannels);
        Assert.Equal((1, 28, 28), (plan.Data.Channels, plan.Data.Height, plan.Data.Width));
        Assert.Equal([4, 4, 4], plan.Data.ImagesPerClass);
        TrainingPlan again = TrainingPlan.Parse(plan.ToJson(), "test");
        Assert.Equal(plan.ToJson(), again.ToJson());
        Assert.Equal(plan.Options, again.Options);
    }

    [Fact]
    public void A_class_without_images_is_an_error_that_names_it()
    {
        var data = new LabelledImageSet("here", new ImageShape(1, 8, 8), new ClassMap(["cat", "dog", "eel"]), [0, 2, 0], new byte[3 * 64]);
        var error = Assert.Throws<DatasetException>(() => new TrainingOptions().Resolve(data));
        Assert.Contains("'dog'", error.Message);
        Assert.Contains("here", error.Message);
    }

    [Fact]
    public void Images_that_are_too_large_are_an_error_that_says_what_to_do()
    {
        var error = Assert.Throws<DatasetException>(() => new TrainingOptions().Resolve(Shapes.Make([2, 2], size: 513)));
        Assert.Contains("512×512", error.Remedy);
        error = Assert.Throws<DatasetException>(() => new TrainingOptions { Resolution = 32 }.Resolve(Shapes.Make([2, 2], size: 33)));
        Assert.Contains("raise Resolution", error.Remedy);
    }

    [Fact]
    public void No_image_at_all_is_an_error() =>
        Assert.Throws<DatasetException>(() => new TrainingOptions().Resolve(new LabelledImageSet("here", new ImageShape(1, 8, 8), new ClassMap(["cat"]), [],
            new byte[0])));
}
