using GanAugment.Training.Networks;
using GanAugment.Training.Steps;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Steps;

public class AdamOptimizerTests
{
    [Theory]
    [InlineData(0.0, 0.99)]
    [InlineData(0.9, 0.999)]
    public void It_follows_the_published_formulas(double beta1, double beta2)
    {
        using var scope = NewDisposeScope();
        using var layer = new LinearLayer(1, 1, null, hasBias: false);
        using var optimizer = new AdamOptimizer(layer, 0.1, beta1, beta2, 1e-3);
        double weight = 0, mean = 0, square = 0;
        for (int t = 1; t <= 5; t++)
        {
            // The gradient of (w − t)² at w.
            double gradient = 2 * (weight - t);
            mean = beta1 * mean + (1 - beta1) * gradient;
            square = beta2 * square + (1 - beta2) * gradient * gradient;
            weight -= 0.1 * (mean / (1 - Math.Pow(beta1, t))) / (Math.Sqrt(square / (1 - Math.Pow(beta2, t))) + 1e-3);

            optimizer.ZeroGradients();
            (layer.call(ones(1, 1)) - t).square().sum().backward();
            optimizer.Step();
            Assert.Equal(weight, layer.EffectiveWeight().item<float>(), 5);
        }
    }

    [Fact]
    public void Gradients_add_up_until_they_are_forgotten()
    {
        using var scope = NewDisposeScope();
        using var layer = new LinearLayer(1, 1, null, hasBias: false);
        using var optimizer = new AdamOptimizer(layer, 0.1, 0, 0.99, 1e-8);
        layer.call(ones(1, 1)).sum().backward();
        (layer.call(ones(1, 1)) * 2).sum().backward();
        Assert.Equal(3, layer.parameters().Single().grad!.item<float>());
        optimizer.ZeroGradients();
        Assert.Equal(0, layer.parameters().Single().grad!.item<float>());
    }
}
