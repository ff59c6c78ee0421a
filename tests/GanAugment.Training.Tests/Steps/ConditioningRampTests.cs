using GanAugment.Training.Networks;
using GanAugment.Training.Steps;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Steps;

public class ConditioningRampTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(100, 0)]
    [InlineData(150, 0.25)]
    [InlineData(300, 1)]
    [InlineData(1000, 1)]
    public void Classes_come_in_linearly_between_the_two_steps(int step, double told) => Assert.Equal(told, new ConditioningRamp(100, 300).At(step));

    [Fact]
    public void Told_nothing_neither_network_can_tell_classes_apart()
    {
        using var scope = NewDisposeScope();
        using BigGanGenerator generator = PeerCase.Hierarchical.Generator(false);
        using BigGanDiscriminator discriminator = PeerCase.Hierarchical.Discriminator(false);
        generator.eval();
        discriminator.eval();
        var ramp = new ConditioningRamp(10, 20);
        Tensor z = PeerCase.Hierarchical["z"].narrow(0, 0, 1), x = PeerCase.Hierarchical["x"].narrow(0, 0, 1), first = zeros(1, 10), second = zeros(1, 10);
        first[0, 3] = 1;
        second[0, 7] = 1;
        TensorAssert.Same(generator.call(z, ramp.Apply(first, 5)), generator.call(z, ramp.Apply(second, 5)));
        TensorAssert.Same(discriminator.call(x, ramp.Apply(first, 5)), discriminator.call(x, ramp.Apply(second, 5)));
        Assert.NotEqual(TensorAssert.Values(generator.call(z, ramp.Apply(first, 15))), TensorAssert.Values(generator.call(z, ramp.Apply(second, 15))));
        // Half told, D's answer lies half way between its unconditional and its conditional one.
        TensorAssert.Close((discriminator.call(x, first * 0) + discriminator.call(x, first)) / 2, discriminator.call(x, ramp.Apply(first, 15)), 1e-4);
    }

    [Fact]
    public void Told_everything_the_classes_keep_their_bits()
    {
        using var scope = NewDisposeScope();
        Tensor y = rand(3, 4, generator: new Generator(1));
        TensorAssert.Same(y, new ConditioningRamp(1, 5).Apply(y, 5));
    }
}
