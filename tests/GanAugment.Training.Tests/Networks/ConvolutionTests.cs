using GanAugment.Training.Networks;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace GanAugment.Training.Tests.Networks;

/// <summary>Convolutions joined with a resampling equal the two apart, in value and in every gradient.</summary>
public class ConvolutionTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Joined_with_upsampling_it_equals_the_two_apart(bool spectral) => AssertEqual(spectral,
        (convolution, x) => convolution.AfterUpsampling(x),
        (convolution, x) => convolution.call(F.interpolate(x, scale_factor: [2, 2], mode: InterpolationMode.Nearest)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Joined_with_pooling_it_equals_the_two_apart(bool spectral) => AssertEqual(spectral,
        (convolution, x) => convolution.BeforePooling(x),
        (convolution, x) => F.avg_pool2d(convolution.call(x), 2));

    [Fact]
    public void Joined_with_upsampling_it_is_the_same_without_gradients()
    {
        using var scope = NewDisposeScope();
        using var convolution = new Convolution(3, 5, 3, null);
        Initialization.Fill(convolution, 3, "c");
        Tensor x = arange(2 * 3 * 4 * 6, dtype: float32).mul(0.7).sin().view(2, 3, 4, 6), y = convolution.AfterUpsampling(x);
        Assert.Equal([2, 5, 8, 12], y.shape);
        using var guard = no_grad();
        TensorAssert.Close(y, convolution.AfterUpsampling(x), 1e-6);
        TensorAssert.Close(y, convolution.AfterUpsampling(ChannelsLast.Of(x)), 1e-6);
        TensorAssert.Close(y, convolution.call(Convolution.Upsample(x)));
    }

    private static void AssertEqual(bool spectral, Func<Convolution, Tensor, Tensor> joined, Func<Convolution, Tensor, Tensor> apart)
    {
        using var scope = NewDisposeScope();
        using var convolution = new Convolution(3, 5, 3, spectral ? 1e-6 : null);
        Initialization.Fill(convolution, 3, "c");
        convolution.eval();
        float[] values = [.. Enumerable.Range(0, 2 * 3 * 8 * 8).Select(i => MathF.Sin(i * 0.7f))];
        var (a, gradientsA) = Run(joined);
        var (b, gradientsB) = Run(apart);
        TensorAssert.Close(b, a);
        foreach (var (expected, actual) in gradientsB.Zip(gradientsA)) TensorAssert.Close(expected, actual);

        (Tensor, Tensor[]) Run(Func<Convolution, Tensor, Tensor> forward)
        {
            convolution.zero_grad();
            Tensor x = tensor(values, [2, 3, 8, 8]).requires_grad_();
            Tensor output = forward(convolution, x);
            // Unequal weights, so that no place's gradient can stand for another's.
            Tensor upstream = tensor(Enumerable.Range(0, (int)output.numel()).Select(i => MathF.Cos(i * 0.3f)).ToArray(), output.shape);
            (output * upstream).sum().backward();
            return (output, [x.grad!, .. convolution.parameters().Select(p => p.grad!.clone())]);
        }
    }
}
