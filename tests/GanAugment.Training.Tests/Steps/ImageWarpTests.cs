using GanAugment.Training.Steps;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Steps;

public class ImageWarpTests
{
    private const int Size = 32;

    // Neither smooth nor symmetric.
    private static Tensor Images(int count, int size = Size, int channels = 1) =>
        tensor(Enumerable.Range(0, count * channels * size * size).Select(i => (float)Math.Sin(i * i % 977)).ToArray(), [count, channels, size, size]);

    private static Tensor Ramp(double constant, double right, double down) =>
        tensor(Enumerable.Range(0, Size * Size).Select(i => (float)(constant + right * (i % Size) + down * (i / Size))).ToArray(), [1, 1, Size, Size]);

    [Fact]
    public void The_identity_keeps_every_bit_even_beside_images_that_move()
    {
        using var scope = NewDisposeScope();
        Tensor x = Images(3), moved = ImageWarp.Apply(x, [PlanarMap.Identity, PlanarMap.Identity.Turned(0.3), PlanarMap.Identity]);
        TensorAssert.Same(x.select(0, 0), moved.select(0, 0));
        TensorAssert.Same(x.select(0, 2), moved.select(0, 2));
        Assert.NotEqual(TensorAssert.Values(x.select(0, 1)), TensorAssert.Values(moved.select(0, 1)));
        TensorAssert.Same(x, ImageWarp.Apply(x, [PlanarMap.Identity, PlanarMap.Identity, PlanarMap.Identity]));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(7)]
    public void Mirrors_and_quarter_turns_exchange_pixels_exactly(int size)
    {
        using var scope = NewDisposeScope();
        Tensor x = Images(1, size, 2);
        TensorAssert.Same(x.flip([3]), ImageWarp.Apply(x, [PlanarMap.Identity.Mirrored()]));
        // Clockwise: what was the left column, read upwards, becomes the top row.
        TensorAssert.Same(x.transpose(2, 3).flip([3]), ImageWarp.Apply(x, [PlanarMap.Identity.Turned(1)]));
        TensorAssert.Same(x.flip([2, 3]), ImageWarp.Apply(x, [PlanarMap.Identity.Turned(2)]));
        TensorAssert.Same(x.transpose(2, 3).flip([2]), ImageWarp.Apply(x, [PlanarMap.Identity.Turned(3)]));
    }

    [Fact]
    public void Steps_happen_in_the_order_they_are_written()
    {
        using var scope = NewDisposeScope();
        Tensor x = Images(1, 8);
        Tensor mirroredThenTurned = ImageWarp.Apply(x.flip([3]), [PlanarMap.Identity.Turned(1)]);
        TensorAssert.Same(mirroredThenTurned, ImageWarp.Apply(x, [PlanarMap.Identity.Mirrored().Turned(1)]));
    }

    [Fact]
    public void Whole_shifts_bring_the_mirrored_image_in()
    {
        using var scope = NewDisposeScope();
        float[] before = TensorAssert.Values(Images(1, 6)), after = TensorAssert.Values(ImageWarp.Apply(Images(1, 6), [PlanarMap.Identity.Shifted(2, -1)]));
        for (int row = 0; row < 6; row++)
            for (int column = 0; column < 6; column++)
            {
                int fromRow = row + 1 < 6 ? row + 1 : 4, fromColumn = Math.Abs(column - 2);
                Assert.Equal(before[fromRow * 6 + fromColumn], after[row * 6 + column]);
            }
    }

    [Fact]
    public void A_shift_by_next_to_nothing_changes_next_to_nothing()
    {
        // Up by the filter, bilinear, down by the filter: the filter must be orthogonal to its even shifts, and all three aligned.
        using var scope = NewDisposeScope();
        Tensor x = Images(2, channels: 3);
        PlanarMap almost = PlanarMap.Identity.Shifted(1e-7, 0);
        Assert.False(almost.IsExact);
        TensorAssert.Close(x, ImageWarp.Apply(x, [almost, almost]), 2e-5);
    }

    [Theory]
    [InlineData(0.3, 1, 1, 0, 0)]
    [InlineData(-2.2, 1, 1, 0, 0)]
    [InlineData(0, 1.3, 0.8, 0, 0)]
    [InlineData(0, 1, 1, 3.25, -1.6)]
    [InlineData(0.7, 0.9, 1.2, -2.1, 1.4)]
    public void Slopes_go_where_the_map_says(double angle, double wide, double high, double right, double down)
    {
        using var scope = NewDisposeScope();
        PlanarMap map = PlanarMap.Identity.Scaled(wide, high).Turned(angle).Shifted(right, down);
        float[] after = TensorAssert.Values(ImageWarp.Apply(Ramp(0.5, 0.1, -0.03), [map]));
        const double Middle = (Size - 1) / 2.0;
        int compared = 0;
        for (int row = 0; row < Size; row++)
            for (int column = 0; column < Size; column++)
            {
                // Away from the edges, where the mirrored slope turns round.
                var (x, y) = map.At(column - Middle, row - Middle);
                if (Math.Max(Math.Abs(x), Math.Abs(y)) > Middle - 8) continue;
                compared++;
                Assert.Equal(0.5 + 0.1 * (x + Middle) - 0.03 * (y + Middle), after[row * Size + column], 5e-5);
            }

        Assert.True(compared > 150, $"only {compared} places compared");
    }

    [Fact]
    public void A_constant_image_stays_constant_as_far_as_mirroring_reaches()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones(1, 1, Size, Size) * 0.7;
        TensorAssert.Close(x, ImageWarp.Apply(x, [PlanarMap.Identity.Turned(0.8).Scaled(0.9, 1.1).Shifted(3.3, 2.2)]));
    }

    [Fact]
    public void An_image_does_not_depend_on_its_neighbours_in_the_batch()
    {
        using var scope = NewDisposeScope();
        PlanarMap map = PlanarMap.Identity.Turned(0.4), far = PlanarMap.Identity.Scaled(0.5, 0.5).Shifted(9, 9.5);
        Tensor x = Images(2);
        TensorAssert.Close(ImageWarp.Apply(x.narrow(0, 0, 1), [map]), ImageWarp.Apply(x, [map, far]).narrow(0, 0, 1), 2e-5);
    }

    [Fact]
    public void Gradients_are_those_of_finite_differences()
    {
        using var scope = NewDisposeScope();
        PlanarMap[] maps = [PlanarMap.Identity.Turned(0.4).Shifted(1.5, 0), PlanarMap.Identity.Mirrored().Shifted(2, 0), PlanarMap.Identity];
        Tensor x = Images(3, 12).requires_grad_(), probe = Images(3, 12).flip([0, 2]), direction = Images(3, 12).flip([3]);
        (ImageWarp.Apply(x, maps) * probe).sum().backward();
        float along = (x.grad! * direction).sum().item<float>();
        // Warping is linear in the image, so any step is small enough.
        Tensor difference = ImageWarp.Apply(x.detach() + direction, maps) - ImageWarp.Apply(x.detach(), maps);
        Assert.Equal((difference * probe).sum().item<float>(), along, 3);
    }
}
