using GanAugment.Training.Networks;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Networks;

/// <summary>While weights stand still, the first pass finds their singular vectors and the others use them.</summary>
public class HeldWeightTests
{
    [Fact]
    public void One_iteration_serves_all_passes_until_the_weights_may_change()
    {
        using var scope = NewDisposeScope();
        using LinearLayer layer = Layer(), other = Layer();
        Tensor u = layer.named_buffers().Single().buffer, once = other.named_buffers().Single().buffer, x = Input();
        Tensor expected = other.call(x);
        IHeldWeight.Hold(layer);
        for (int pass = 0; pass < 3; pass++) TensorAssert.Same(expected, layer.call(x));
        using (no_grad()) TensorAssert.Same(expected, layer.call(x));
        TensorAssert.Same(once, u);

        IHeldWeight.Release(layer);
        TensorAssert.Same(other.call(x), layer.call(x));
        TensorAssert.Same(once, u);
    }

    [Fact]
    public void Gradients_are_those_of_a_pass_that_iterates()
    {
        using var scope = NewDisposeScope();
        using LinearLayer layer = Layer(), other = Layer();
        other.call(Input()).square().sum().backward();
        IHeldWeight.Hold(layer);
        // Fakes first, without gradients, as in the discriminator's phases.
        using (no_grad()) layer.call(Input());
        layer.call(Input()).square().sum().backward();
        foreach (var (a, b) in layer.parameters().Zip(other.parameters())) TensorAssert.Same(b.grad!, a.grad!);
    }

    [Fact]
    public void Held_again_the_weights_are_looked_at_anew()
    {
        using var scope = NewDisposeScope();
        using LinearLayer layer = Layer(), other = Layer();
        IHeldWeight.Hold(layer);
        layer.call(Input());
        other.call(Input());
        foreach (LinearLayer each in new[] { layer, other })
            using (no_grad()) each.parameters().First().mul_(2).add_(0.1);
        IHeldWeight.Hold(layer);
        TensorAssert.Same(other.call(Input()), layer.call(Input()));
    }

    [Fact]
    public void Evaluation_never_advances()
    {
        using var scope = NewDisposeScope();
        using LinearLayer layer = Layer();
        Tensor u = layer.named_buffers().Single().buffer, before = u.clone();
        layer.eval();
        IHeldWeight.Hold(layer);
        layer.call(Input());
        TensorAssert.Same(before, u);
    }

    private static LinearLayer Layer()
    {
        var layer = new LinearLayer(6, 4, 1e-6);
        Initialization.Fill(layer, 5, "layer");
        using (no_grad()) layer.parameters().First().mul_(arange(1, 25, dtype: float32).view(4, 6));
        return layer;
    }

    private static Tensor Input() => arange(12, dtype: float32).mul(0.7).sin().view(2, 6);
}
