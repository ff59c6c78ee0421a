using static TorchSharp.torch;

namespace GanAugment.Training.Tests;

public class BatchesTests
{
    [Theory]
    [InlineData(28, 1, 2)]
    [InlineData(31, 3, 0)]
    [InlineData(32, 4, 0)]
    public void Smaller_images_lie_in_the_middle_of_background(int size, int channels, int margin)
    {
        using var scope = NewDisposeScope();
        var data = Shapes.Make([2, 2], size, channels);
        var batches = new Batches(data, new TrainingOptions { Device = "cpu" }.Resolve(data), CPU);
        float[] image = TensorAssert.Values(batches.Images([3]));
        var pixels = new byte[data.Shape.Length];
        data.Read(3, pixels);
        Assert.Equal(margin, Batches.Margin(size, 32));
        for (int c = 0; c < channels; c++)
            for (int y = 0; y < 32; y++)
                for (int x = 0; x < 32; x++)
                {
                    int row = y - margin, column = x - margin;
                    bool inside = row >= 0 && row < size && column >= 0 && column < size;
                    Assert.Equal(inside ? pixels[(c * size + row) * size + column] / 127.5f - 1 : -1, image[(c * 32 + y) * 32 + x]);
                }
    }

    [Fact]
    public void Images_above_32_lie_in_networks_of_the_next_resolution()
    {
        using var scope = NewDisposeScope();
        var data = Shapes.Make([2, 2], 48, 3);
        TrainingPlan plan = new TrainingOptions { Device = "cpu" }.Resolve(data);
        Tensor images = new Batches(data, plan, CPU).Images([1, 2]);
        Assert.Equal(64, plan.Network.Resolution);
        Assert.Equal([2, 3, 64, 64], images.shape);
        var pixels = new byte[data.Shape.Length];
        data.Read(1, pixels);
        Assert.Equal([.. pixels.Select(p => p / 127.5f - 1)], TensorAssert.Values(images.narrow(0, 0, 1).narrow(2, 8, 48).narrow(3, 8, 48)));
        Assert.Equal(-1, images[0, 0, 7, 20].item<float>());
    }

    [Fact]
    public void Latents_are_addressed_by_position()
    {
        using var scope = NewDisposeScope();
        var data = Shapes.Make([3, 3, 3]);
        var batches = new Batches(data, new TrainingOptions { Device = "cpu" }.Resolve(data), CPU);
        var (z, y) = batches.Latent(0, 8);
        var (laterZ, laterY) = batches.Latent(5, 3);
        TensorAssert.Same(z.narrow(0, 5, 3), laterZ);
        TensorAssert.Same(y.narrow(0, 5, 3), laterY);
        Assert.Equal([8, 64], z.shape);
        Assert.All(TensorAssert.Values(y.sum(1)), sum => Assert.Equal(1, sum));
    }
}
