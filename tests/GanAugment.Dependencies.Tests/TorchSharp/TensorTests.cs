using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace GanAugment.Dependencies.Tests.TorchSharp;

[Collection(nameof(Undisturbed))]
public class TensorTests
{
    [Fact]
    public void Arithmetic_broadcasts_and_matches_hand_values()
    {
        using var scope = NewDisposeScope();
        var a = tensor(new float[] { 1, 2, 3, 4, 5, 6 }, [2, 3]);
        var b = tensor(new float[] { 10, 20, 30 });
        Assert.Equal([11f, 22f, 33f, 14f, 25f, 36f], (a + b).data<float>().ToArray());
        Assert.Equal([0.5f, 1f, 1.5f, 2f, 2.5f, 3f], (a / 2).data<float>().ToArray());
        Assert.Equal([0f, -1f, -2f, -3f, -4f, -5f], (1 - a).data<float>().ToArray());
        Assert.Equal([1f, 4f, 9f, 16f, 25f, 36f], a.pow(2).data<float>().ToArray());
    }

    [Fact]
    public void In_place_operations_return_the_same_object()
    {
        using var t = zeros(3);
        Assert.Same(t, t.add_(2).mul_(3));
        Assert.Equal([6f, 6f, 6f], t.data<float>().ToArray());
    }

    [Fact]
    public void Lerp_in_place_moves_by_the_weight()
    {
        using var t = tensor(new float[] { 0, 10 });
        using var end = tensor(new float[] { 10, 20 });
        using var weight = tensor(0.25f);
        t.lerp_(end, weight);
        Assert.Equal([2.5f, 12.5f], t.data<float>().ToArray());
    }

    [Fact]
    public void Reductions_take_dimensions()
    {
        using var scope = NewDisposeScope();
        var t = arange(24, float32).reshape(2, 3, 4);
        Assert.Equal([2L, 1, 1], t.mean([1, 2], keepdim: true).shape);
        Assert.Equal([5.5f, 17.5f], t.mean([1, 2]).data<float>().ToArray());
        Assert.Equal([66f, 210f], t.sum([1, 2]).data<float>().ToArray());
        Assert.Equal(50.0, t.var(unbiased: true).item<float>(), 3);
        Assert.Equal(3L, t.argmax(2)[1, 2].item<long>());
        var (values, indexes) = t.max(0);
        Assert.Equal(12f, values[0, 0].item<float>());
        Assert.Equal(1L, indexes[0, 0].item<long>());
    }

    [Fact]
    public void Views_share_memory_and_copies_do_not()
    {
        using var scope = NewDisposeScope();
        var t = zeros(2, 3);
        t.view(6).narrow(0, 1, 2).fill_(5);
        var copy = t.clone().fill_(9);
        Assert.Equal([0f, 5f, 5f, 0f, 0f, 0f], t.data<float>().ToArray());
        Assert.Equal(9f, copy[0, 0].item<float>());
    }

    [Fact]
    public void Permuted_tensors_are_read_in_logical_order()
    {
        using var scope = NewDisposeScope();
        var t = arange(6, float32).reshape(2, 3).t();
        Assert.False(t.is_contiguous());
        Assert.Equal([0f, 3f, 1f, 4f, 2f, 5f], t.data<float>().ToArray());
        Assert.Throws<InvalidOperationException>(() => { _ = t.bytes.Length; });
        Assert.Equal([0f, 3f, 1f, 4f, 2f, 5f], MemoryMarshal.Cast<byte, float>(t.contiguous().bytes).ToArray());
    }

    [Fact]
    public void Indexing_selects_slices_and_assigns()
    {
        using var scope = NewDisposeScope();
        var t = arange(12, float32).reshape(3, 4);
        Assert.Equal([4f, 5f, 6f, 7f], t[1].data<float>().ToArray());
        Assert.Equal([1f, 5f, 9f], t[TensorIndex.Ellipsis, TensorIndex.Single(1)].data<float>().ToArray());
        Assert.Equal([2L, 2L], t[TensorIndex.Slice(1, 3), TensorIndex.Slice(step: 2)].shape);
        var rows = tensor(new long[] { 2, 0 });
        Assert.Equal([8f, 11f, 0f, 3f], t[TensorIndex.Tensor(rows), TensorIndex.Slice(step: 3)].data<float>().ToArray());
        Assert.Equal([8f, 0f], t[TensorIndex.Tensor(rows), TensorIndex.Single(0)].data<float>().ToArray());
        Assert.Equal([8f, 9f, 10f, 11f], t[rows][0].data<float>().ToArray());
        t[TensorIndex.Slice(0, 1)] = tensor(-1f);
        Assert.Equal([-1f, -1f, -1f, -1f], t[0].data<float>().ToArray());
    }

    [Fact]
    public void Cat_stack_split_and_gather_agree()
    {
        using var scope = NewDisposeScope();
        var parts = arange(10).split([3, 3, 4]);
        Assert.Equal([3L, 3, 4], parts.Select(p => p.shape[0]));
        Assert.True(cat(parts).Equals(arange(10)));
        Assert.Equal([2L, 3L], stack([parts[0], parts[1]]).shape);
        var picked = arange(6).reshape(2, 3).gather(1, tensor(new long[] { 2, 0 }, [2, 1]));
        Assert.Equal([2L, 3L], picked.data<long>().ToArray());
    }

    [Fact]
    public void Arrays_are_copied_by_tensor_and_shared_by_from_array()
    {
        float[] values = [1, 2, 3];
        using var copied = tensor(values);
        using var shared = from_array(values);
        values[0] = 7;
        Assert.Equal(1f, copied[0].item<float>());
        Assert.Equal(7f, shared[0].item<float>());
        shared[1] = tensor(8f);
        Assert.Equal(8f, values[1]);
    }

    [Fact]
    public void Bytes_can_be_written()
    {
        using var t = zeros(2);
        t.bytes = MemoryMarshal.AsBytes<float>(new float[] { 1.5f, -2 }.AsSpan());
        Assert.Equal([1.5f, -2f], t.data<float>().ToArray());
        Assert.Throws<ArgumentException>(() => t.bytes = new byte[3]);
    }

    [Fact]
    public void Errors_have_the_packages_types()
    {
        using var a = zeros(2, 3);
        using var b = zeros(4, 5);
        // Of matmul's, the package lets none through: they end the process.
        Assert.Throws<ExternalException>(() => a.add(b));
        Assert.Throws<ExternalException>(() => a.view(5));
        Assert.Throws<ArgumentException>(() => a.item<float>());
        Assert.Throws<ArgumentException>(() => a.data<double>());
        Assert.Throws<ArgumentException>(() => tensor(new float[] { 1, 2 }, [3]));
        var gone = zeros(1);
        gone.Dispose();
        Assert.Throws<InvalidOperationException>(() => gone.add(1));
    }

    [Fact]
    public void Convolution_and_its_transpose_are_adjoint()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var x = randn(2, 3, 8, 8, float64);
        var w = randn(5, 3, 4, 4, float64);
        var y = randn(2, 5, 4, 4, float64);
        var forward = (nn.functional.conv2d(x, w, strides: [2, 2], padding: [1, 1]) * y).sum().item<double>();
        var backward = (nn.functional.conv_transpose2d(y, w, strides: [2, 2], padding: [1, 1]) * x).sum().item<double>();
        Assert.Equal(forward, backward, 9);
    }

    [Fact]
    public void Functional_layers_match_hand_values()
    {
        using var scope = NewDisposeScope();
        var x = arange(16, float32).reshape(1, 1, 4, 4);
        Assert.Equal([2.5f, 4.5f, 10.5f, 12.5f], nn.functional.avg_pool2d(x, 2).data<float>().ToArray());
        Assert.Equal([5f, 7f, 13f, 15f], nn.functional.max_pool2d(x, 2).data<float>().ToArray());
        Assert.Equal([1L, 1, 8, 8], nn.functional.interpolate(x, scale_factor: [2, 2]).shape);
        Assert.Equal([1L, 1, 4, 6], nn.functional.pad(x, (1, 1)).shape);
        var logits = tensor(new float[] { 0, 0, 0, 0 }, [2, 2]);
        Assert.Equal(MathF.Log(2), nn.functional.cross_entropy(logits, tensor(new long[] { 0, 1 })).item<float>(), 6);
        Assert.Equal([0L, 0, 1], nn.functional.one_hot(tensor(new long[] { 2 }), 3).data<long>().ToArray());
        Assert.Equal(1.0, nn.functional.normalize(randn(1, 7)).norm().item<float>(), 5);
    }

    [Fact]
    public void Singular_values_are_those_of_the_matrix()
    {
        using var scope = NewDisposeScope();
        var m = diag(tensor(new float[] { 3, -5, 1 }));
        Assert.Equal([5f, 3f, 1f], linalg.svdvals(m).data<float>().ToArray().Select(v => MathF.Round(v, 5)));
        var (u, s, vh) = linalg.svd(m);
        Assert.True(u.matmul(diag(s)).matmul(vh).allclose(m, atol: 1e-5));
    }

    [Fact]
    public void Grid_samples_lie_between_pixel_centres_and_fade_to_zero_outside()
    {
        using var scope = NewDisposeScope();
        var image = tensor(new float[] { 1, 2, 3, 4 }, [1, 1, 2, 2]);
        // x before y, −1 and 1 the image's outer edges: the middle, a pixel's centre, the upper edge, outside.
        var grid = tensor(new float[] { 0, 0, -0.5f, 0.5f, 0.5f, -1, -2, 0 }, [1, 1, 4, 2]);
        Assert.Equal([2.5f, 3f, 1f, 0f], nn.functional.grid_sample(image, grid, align_corners: false).data<float>().ToArray());
        var outside = tensor(new float[] { -0.5f, 0.5f, 3, -3 }, [1, 1, 2, 2]);
        Assert.Equal([3f, 2f], nn.functional.grid_sample(image, outside, GridSampleMode.Nearest, GridSamplePaddingMode.Border).data<float>().ToArray());
    }
}
