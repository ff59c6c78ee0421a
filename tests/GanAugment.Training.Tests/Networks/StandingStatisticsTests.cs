using GanAugment.Generation;
using GanAugment.Training.Networks;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Networks;

public class StandingStatisticsTests
{
    private static BigGanGenerator Fresh()
    {
        var generator = new BigGanGenerator(PeerCase.HierarchicalSpec with { GeneratorChannels = [8, 8, 8, 8], GeneratorAttention = null });
        Initialization.Fill(generator, 5, "g");
        return generator;
    }

    private static float[] Statistics(BigGanGenerator generator) =>
        [.. generator.named_buffers().Where(b => !b.name.EndsWith(".u", StringComparison.Ordinal)).SelectMany(b => TensorAssert.Values(b.buffer))];

    [Fact]
    public void They_do_not_depend_on_what_stood_there_before()
    {
        using BigGanGenerator one = Fresh(), other = Fresh();
        using (no_grad())
            foreach (var (name, buffer) in other.named_buffers())
                if (name.EndsWith(".mean", StringComparison.Ordinal)) buffer.fill_(100);
        StandingStatistics.Estimate(one, Truncation.None, 3, 20, 1);
        StandingStatistics.Estimate(other, Truncation.None, 3, 20, 1);
        Assert.Equal(Statistics(one), Statistics(other));
    }

    [Fact]
    public void Every_batch_weighs_the_same()
    {
        // Momentum 1/n averages plainly: the first norm sees the same inputs whatever the later layers do, so its mean over 2 batches is the mean of each
        // alone.
        using var scope = NewDisposeScope();
        using BigGanGenerator generator = Fresh();
        IBatchStatistics first = FirstNorm(generator);
        StandingStatistics.Estimate(generator, Truncation.None, 1, 40, 1);
        Tensor whole = first.Mean.clone();
        StandingStatistics.Estimate(generator, Truncation.None, 4, 10, 1);
        TensorAssert.Close(whole, first.Mean, 1e-4);
    }

    [Fact]
    public void They_follow_the_truncation()
    {
        using BigGanGenerator plain = Fresh(), truncated = Fresh();
        StandingStatistics.Estimate(plain, Truncation.None, 4, 20, 1);
        StandingStatistics.Estimate(truncated, Truncation.Threshold(0.3f), 4, 20, 1);
        // Less of z, less variance before the first norm.
        Assert.True(TensorAssert.Values(FirstNorm(truncated).Variance).Average() < 0.3 * TensorAssert.Values(FirstNorm(plain).Variance).Average());
    }

    [Fact]
    public void Weights_and_singular_vectors_stay()
    {
        using BigGanGenerator generator = Fresh();
        float[] Rest() => [.. generator.parameters().SelectMany(p => TensorAssert.Values(p)),
            .. generator.named_buffers().Where(b => b.name.EndsWith(".u", StringComparison.Ordinal)).SelectMany(b => TensorAssert.Values(b.buffer))];
        float[] before = Rest();
        StandingStatistics.Estimate(generator, Truncation.None, 2, 10, 1);
        Assert.Equal(before, Rest());
        Assert.All(generator.modules(), m => Assert.False(m.training));
    }

    private static ConditionalBatchNorm FirstNorm(BigGanGenerator generator) => ((GeneratorBlock)generator.Blocks[0]).Norm1;
}
