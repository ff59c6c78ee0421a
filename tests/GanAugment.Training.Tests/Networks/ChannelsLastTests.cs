using GanAugment.Training.Networks;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace GanAugment.Training.Tests.Networks;

public class ChannelsLastTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void Only_the_memory_changes_and_convolutions_keep_it(int channels)
    {
        using var scope = NewDisposeScope();
        Tensor x = Wave(2, channels, 6, 5), last = ChannelsLast.Of(x), weight = Wave(7, channels, 3, 3);
        Assert.Equal(x.shape, last.shape);
        Assert.Equal([30 * channels, 1, 5 * channels, channels], last.stride());
        TensorAssert.Same(x, last);
        Tensor y = F.conv2d(last, weight, padding: [1, 1]); // [2, 7, 6, 5]
        Assert.Equal([210, 1, 35, 7], y.stride());
        TensorAssert.Close(F.conv2d(x, weight, padding: [1, 1]), y);
        // A second time there is nothing to do.
        Assert.Equal(y.stride(), ChannelsLast.Of(y).stride());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Gradients_pass_through(int channels)
    {
        using var scope = NewDisposeScope();
        Tensor x = Wave(2, channels, 4, 4).requires_grad_(), upstream = Wave(2, channels, 4, 4).cos();
        (ChannelsLast.Of(x) * upstream).sum().backward();
        TensorAssert.Same(upstream, x.grad!);
    }

    [Fact]
    public void Images_leave_the_generator_in_the_common_order()
    {
        using var scope = NewDisposeScope();
        using var generator = new BigGanGenerator(Export.TinyGenerator.Gray with { ImageChannels = 3 });
        Tensor images = generator.call(zeros(2, generator.Spec.LatentSize), zeros(2, generator.Spec.Classes));
        Assert.True(images.is_contiguous());
    }

    private static Tensor Wave(params long[] shape) => arange(shape.Aggregate((a, b) => a * b), dtype: float32).mul(0.7).sin().reshape(shape);
}
