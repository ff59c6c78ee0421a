using GanAugment.Training.Networks;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests;

public class PresetTests
{
    [Theory]
    [InlineData("fonts28", 28, 1, 32)]
    [InlineData("cifar32", 32, 3, 32)]
    [InlineData("folder64", 64, 3, 64)]
    [InlineData("imagenet128", 128, 3, 128)]
    [InlineData("imagenet256", 256, 3, 256)]
    public void Every_preset_resolves_on_the_images_that_it_is_named_after(string name, int size, int channels, int resolution)
    {
        TrainingOptions options = TrainingOptions.Presets[name] with { Device = "cpu" };
        TrainingPlan plan = options.Resolve(Shapes.Make([2, 2], size, channels));
        Assert.Equal(resolution, plan.Network.Resolution);
        Assert.Equal(plan.ToJson(), TrainingPlan.Parse(plan.ToJson(), "test").ToJson());
    }

    [Fact]
    public void The_CIFAR_preset_is_the_reference_script()
    {
        TrainingPlan plan = (TrainingOptions.Cifar32 with { Device = "cpu" }).Resolve(Shapes.Make([1, 1, 1], 32, 3));
        using var discriminator = new BigGanDiscriminator(plan.Network with { Classes = 10 });
        using var generator = new BigGanGenerator(plan.Network with { Classes = 10 });
        Assert.Equal((4_304_387, 4_207_361), (generator.parameters().Sum(p => p.numel()), discriminator.parameters().Sum(p => p.numel())));
        Assert.Equal((50, 4, 2e-4, 2e-4), (plan.Options.BatchSize, plan.Options.DiscriminatorSteps, plan.Options.GeneratorLearningRate,
            plan.Options.DiscriminatorLearningRate));
    }

    [Fact]
    public void The_ImageNet_presets_accumulate_batches_of_2048() =>
        Assert.All([TrainingOptions.ImageNet128, TrainingOptions.ImageNet256], o => Assert.Equal(2048, o.BatchSize * o.Accumulations));
}
