using GanAugment.Training.Steps;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Steps;

public class MirrorTests
{
    [Fact]
    public void Half_of_the_images_are_mirrored_inside_their_padding()
    {
        using var scope = NewDisposeScope();
        // An image of 3 columns from column 1 of 6.
        Tensor x = tensor(new float[] { -1, 1, 2, 3, -1, -1 }, [1, 1, 1, 6]).expand(400, 1, 1, 6).contiguous();
        float[][] rows = [.. TensorAssert.Values(new Mirror(1, 3, 5).Apply(x, 0)).Chunk(6)];
        int plain = rows.Count(r => r.SequenceEqual([-1f, 1, 2, 3, -1, -1])), mirrored = rows.Count(r => r.SequenceEqual([-1f, 3, 2, 1, -1, -1]));
        Assert.Equal(400, plain + mirrored);
        Assert.InRange(mirrored, 160, 240);
    }

    [Fact]
    public void A_draw_has_its_side_in_whatever_batch_it_comes()
    {
        using var scope = NewDisposeScope();
        Tensor x = rand(20, 1, 4, 4, generator: new Generator(1));
        var mirror = new Mirror(0, 4, 5);
        TensorAssert.Same(mirror.Apply(x, 100).narrow(0, 5, 10), mirror.Apply(x.narrow(0, 5, 10), 105));
    }
}
