using GanAugment.Training.Steps;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Steps;

public class ConsistencyTests
{
    private const int Size = 16;

    private static Tensor Images(int count) => tensor(Enumerable.Range(0, count * Size * Size).Select(i => (float)Math.Sin(i * i % 977)).ToArray(),
        [count, 1, Size, Size]);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Copies_are_shifted_by_up_to_an_eighth_and_mirrored_only_when_asked(bool mirror)
    {
        using var scope = NewDisposeScope();
        Tensor x = Images(60);
        float[] copies = TensorAssert.Values(new Consistency(mirror, 1).Copies(x, 0));
        HashSet<(int, int, bool)> seen = [];
        for (int n = 0; n < 60; n++)
            seen.Add(Assert.Single(from right in Enumerable.Range(-2, 5) from down in Enumerable.Range(-2, 5) from side in new[] { false, true }
                where copies.AsSpan(n * Size * Size, Size * Size).SequenceEqual(TensorAssert.Values(ImageWarp.Apply(x.narrow(0, n, 1),
                    [side ? PlanarMap.Identity.Shifted(right, down).Mirrored() : PlanarMap.Identity.Shifted(right, down)])))
                select (right, down, side)));
        Assert.True(seen.Select(s => (s.Item1, s.Item2)).Distinct().Count() > 15);
        Assert.Equal(mirror, seen.Any(s => s.Item3));
        Assert.Contains(seen, s => !s.Item3);
    }

    [Fact]
    public void The_penalty_is_the_weighted_mean_square_with_gradients_to_both_sides()
    {
        using var scope = NewDisposeScope();
        Tensor logits = tensor(new float[] { 1, 2 }, [2, 1]).requires_grad_(), copies = tensor(new float[] { 1.5f, 1 }, [2, 1]).requires_grad_();
        Tensor penalty = Consistency.Penalty(logits, copies, 10);
        Assert.Equal(10 * (0.25 + 1) / 2, penalty.item<float>(), 5);
        penalty.backward();
        Assert.Equal([-5f, 10f], TensorAssert.Values(logits.grad!));
        Assert.Equal([5f, -10f], TensorAssert.Values(copies.grad!));
    }

    [Fact]
    public void Near_latents_differ_by_the_radius_and_by_batch()
    {
        using var scope = NewDisposeScope();
        var latents = new LatentConsistency(0.05, 50, 1);
        Tensor z = ones(40, 50), near = latents.Near(z, 3);
        Assert.InRange((near - z).square().mean().sqrt().item<float>(), 0.047f, 0.053f);
        TensorAssert.Same(near, latents.Near(z, 3));
        Assert.NotEqual(TensorAssert.Values(near), TensorAssert.Values(latents.Near(z, 4)));
    }
}
