using GanAugment.Training.Networks;
using GanAugment.Training.Watch;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Watch;

public class ClassGainsTests
{
    [Fact]
    public void With_tables_they_are_the_spectral_norm_of_each_class_folded()
    {
        using var scope = NewDisposeScope();
        using BigGanGenerator generator = PeerCase.Tables.Generator(referenceOrder: false);
        ClassGains found = ClassGains.Of(generator);
        foreach (var (figures, part) in new[] { (found.Gain, "gain"), (found.Bias, "bias") })
            for (int c = 0; c < 10; c++)
            {
                // 32 channels fold into 8 rows of 4.
                double expected = generator.named_parameters().Where(p => p.name.EndsWith($".{part}.weight", StringComparison.Ordinal))
                    .Max(p => (double)linalg.svdvals(p.parameter[c].reshape(8, 4)).max().item<float>());
                Assert.Equal(expected, figures[c], 1e-5);
            }
    }

    [Fact]
    public void With_a_shared_embedding_they_are_those_of_the_class_alone()
    {
        using var scope = NewDisposeScope();
        using BigGanGenerator generator = PeerCase.Hierarchical.Generator(referenceOrder: false);
        ClassGains found = ClassGains.Of(generator);
        Assert.Equal((10, 10), (found.Gain.Length, found.Bias.Length));
        Assert.All(found.Gain.Concat(found.Bias), value => Assert.True(value > 0));
        // The embedding of one class times a thousand: its figure alone explodes.
        using (no_grad()) generator.named_parameters().Single(p => p.name == "embedding.weight").parameter[3].mul_(1000);
        ClassGains exploded = ClassGains.Of(generator);
        for (int c = 0; c < 10; c++) Assert.Equal(found.Gain[c] * (c == 3 ? 1000 : 1), exploded.Gain[c], found.Gain[c] * (c == 3 ? 1 : 1e-4));
    }

    [Fact]
    public void Looking_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using BigGanGenerator generator = PeerCase.Hierarchical.Generator(referenceOrder: false);
        generator.train();
        float[][] before = [.. generator.named_buffers().Select(b => TensorAssert.Values(b.buffer))];
        ClassGains.Of(generator);
        Assert.Equal(before, generator.named_buffers().Select(b => TensorAssert.Values(b.buffer)));
        Assert.True(generator.training);
    }
}
