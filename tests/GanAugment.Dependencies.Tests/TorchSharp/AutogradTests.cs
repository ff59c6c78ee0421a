using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace GanAugment.Dependencies.Tests.TorchSharp;

[Collection(nameof(Undisturbed))]
public class AutogradTests
{
    [Fact]
    public void Gradients_agree_with_finite_differences()
    {
        using var scope = NewDisposeScope();
        manual_seed(11);
        var x = randn(2, 2, 4, 4, float64);
        var w = randn(3, 2, 3, 3, float64, requires_grad: true);
        Tensor Loss(Tensor weight) => nn.functional.conv2d(x, weight, padding: [1, 1]).tanh().square().mean();
        Loss(w).backward();
        var gradient = w.grad!.data<double>().ToArray();
        const double Step = 1e-6;
        for (int i = 0; i < gradient.Length; i += 7)
        {
            var up = w.detach().clone();
            var down = w.detach().clone();
            up.view(-1)[i] += Step;
            down.view(-1)[i] -= Step;
            double difference = (Loss(up).item<double>() - Loss(down).item<double>()) / (2 * Step);
            Assert.Equal(difference, gradient[i], 7);
        }
    }

    [Fact]
    public void Gradients_accumulate_until_zeroed()
    {
        using var scope = NewDisposeScope();
        var w = tensor(3f, requires_grad: true);
        (w * 2).backward();
        (w * 5).backward();
        Assert.Equal(7f, w.grad!.item<float>());
        w.grad = null;
        Assert.Null(w.grad);
    }

    [Fact]
    public void Grad_of_a_gradient_penalty_reaches_the_weights()
    {
        using var scope = NewDisposeScope();
        var x = tensor(2f, requires_grad: true);
        var y = x.pow(3);
        var first = autograd.grad([y], [x], retain_graph: true, create_graph: true)[0];
        Assert.Equal(12f, first.item<float>());
        first.backward();
        Assert.Equal(12f, x.grad!.item<float>());
    }

    [Fact]
    public void Nothing_is_recorded_without_grad()
    {
        using var scope = NewDisposeScope();
        var w = tensor(3f, requires_grad: true);
        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False((w * 2).requires_grad);
        }
        Assert.True(is_grad_enabled());
        Assert.True((w * 2).requires_grad);
        Assert.False((w * 2).detach().requires_grad);
    }

    [Fact]
    public void A_graph_can_be_walked_once()
    {
        using var scope = NewDisposeScope();
        var w = tensor(3f, requires_grad: true);
        var loss = w.square().exp();
        loss.backward();
        Assert.Throws<ExternalException>(() => loss.backward());
    }

    [Fact]
    public void Changing_a_trained_leaf_in_place_is_refused()
    {
        using var w = zeros(2, requires_grad: true);
        Assert.Throws<ExternalException>(() => w.add_(1));
    }
}
