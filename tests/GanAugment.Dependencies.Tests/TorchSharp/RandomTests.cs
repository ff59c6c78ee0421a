using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace GanAugment.Dependencies.Tests.TorchSharp;

[Collection(nameof(Undisturbed))]
public class RandomTests
{
    [Fact]
    public void Seed_0_gives_the_stream_of_Python()
    {
        using var generator = new Generator(0);
        using var t = randn(3, generator: generator);
        // torch.manual_seed(0); torch.randn(3), CPU
        Assert.Equal([1.5410f, -0.2934f, -2.1788f], t.data<float>().ToArray().Select(v => MathF.Round(v, 4)));
    }

    [Fact]
    public void A_stream_resumes_from_its_state()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(42);
        _ = rand(5, generator: generator);
        var state = generator.get_state();
        var expected = cat([randn(7, generator: generator), rand(2, generator: generator)]);
        generator.set_state(state);
        Assert.Equal(expected.data<float>().ToArray(), cat([randn(7, generator: generator), rand(2, generator: generator)]).data<float>().ToArray());
    }

    [Fact]
    public void Generators_are_independent_of_each_other()
    {
        using var scope = NewDisposeScope();
        using var a = new Generator(1);
        using var b = new Generator(1);
        var first = randint(0, 1000, [10], generator: a);
        _ = randint(0, 1000, [10], generator: a);
        Assert.Equal(first.data<long>().ToArray(), randint(0, 1000, [10], generator: b).data<long>().ToArray());
    }

    [Fact]
    public void Permutations_hold_every_index_once()
    {
        using var generator = new Generator(9);
        using var p = randperm(100, generator: generator);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), p.data<long>().ToArray().Order());
    }
}
