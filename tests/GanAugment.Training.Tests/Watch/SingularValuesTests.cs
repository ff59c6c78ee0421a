using GanAugment.Training.Networks;
using GanAugment.Training.Watch;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Watch;

public class SingularValuesTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void They_are_those_of_the_weights(bool normalised)
    {
        BigGanSpec spec = PeerCase.HierarchicalSpec with { GeneratorSpectralNorm = normalised };
        using var scope = NewDisposeScope();
        using var generator = new BigGanGenerator(spec);
        Initialization.Fill(generator, 4, "test");
        using (no_grad())
            foreach (var (name, weight) in generator.named_parameters())
                if (weight.shape.Length > 1) weight.add_(TensorOf(weight.shape, name.Length), 0.05f);
        var found = SingularValues.Of(generator);
        Assert.Contains("blocks.0.conv1", found.Keys);
        Assert.Contains("blocks.2.norm2.gain", found.Keys);
        Assert.Contains("embedding", found.Keys);
        foreach (var (name, weight) in generator.named_parameters())
        {
            if (weight.shape.Length < 2) continue;
            double exact = linalg.svdvals(weight.reshape(weight.shape[0], -1)).max().item<float>();
            Assert.InRange(found[name[..^".weight".Length]], 0.995 * exact, 1.0001 * exact);
        }
    }

    [Fact]
    public void A_second_value_that_is_almost_as_large_does_little_harm()
    {
        using var scope = NewDisposeScope();
        var diagonal = new float[50 * 50];
        for (int i = 0; i < 50; i++) diagonal[i * 51] = 5 - 0.01f * i;
        Assert.InRange(SingularValues.Largest(tensor(diagonal, [50, 50]), "test").item<float>(), 4.975f, 5.0001f);
        Assert.Equal(1e-6f, SingularValues.Largest(full([3, 1], 1e-6f / MathF.Sqrt(3)), "test").item<float>(), 1e-9f);
    }

    [Fact]
    public void Looking_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using BigGanDiscriminator discriminator = PeerCase.Hierarchical.Discriminator(referenceOrder: false);
        float[][] before = [.. discriminator.named_buffers().Select(b => TensorAssert.Values(b.buffer))];
        var first = SingularValues.Of(discriminator);
        Assert.Equal(before, discriminator.named_buffers().Select(b => TensorAssert.Values(b.buffer)));
        Assert.Equal(first, SingularValues.Of(discriminator));
    }

    [Fact]
    public void What_is_no_number_is_reported_as_none()
    {
        using var scope = NewDisposeScope();
        using var generator = new BigGanGenerator(PeerCase.TablesSpec);
        using (no_grad()) generator.named_parameters().First(p => p.name == "linear.weight").parameter.fill_(float.NaN);
        Assert.True(float.IsNaN(SingularValues.Of(generator)["linear"]));
        Assert.Equal(0, SingularValues.Of(generator)["blocks.0.conv1"]);
    }

    private static Tensor TensorOf(long[] shape, int seed)
    {
        var random = new Random(seed);
        return tensor([.. Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(_ => (float)random.NextDouble() - 0.5f)], shape);
    }
}
