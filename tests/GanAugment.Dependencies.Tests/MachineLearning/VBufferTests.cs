using Microsoft.ML.Data;

namespace GanAugment.Dependencies.Tests.MachineLearning;

public sealed class VBufferTests
{
    private static readonly VBuffer<float> _sparse = new(6, 2, [10, 30], [1, 4]);

    [Fact]
    public void A_sparse_vector_reads_as_zeros_between_its_items()
    {
        Assert.False(_sparse.IsDense);
        Assert.Equal([0, 10, 0, 0, 30, 0], _sparse.DenseValues());
        Assert.Equal([1, 4], _sparse.Items().Select(item => item.Key));
        Assert.Equal(6, _sparse.Items(all: true).Count());
        Assert.Equal(30, _sparse.GetItemOrDefault(4));
        Assert.Equal(0, _sparse.GetItemOrDefault(5));
        Assert.Throws<ArgumentOutOfRangeException>("index", () => _sparse.GetItemOrDefault(6));
    }

    [Fact]
    public void Copying_a_part_moves_the_indices()
    {
        VBuffer<float> part = default;
        _sparse.CopyTo(ref part, 3, 3);
        Assert.Equal(3, part.Length);
        Assert.Equal([1], part.GetIndices().ToArray());
        Assert.Equal([0, 30, 0], part.DenseValues());
    }

    [Fact]
    public void An_editor_reuses_arrays_that_are_large_enough()
    {
        var buffer = new VBuffer<float>(3, [1, 2, 3]);
        var editor = VBufferEditor.Create(ref buffer, 2);
        Assert.False(editor.CreatedNewValues);
        Assert.Equal([1, 2], editor.Values.ToArray());
        Assert.True(VBufferEditor.Create(ref buffer, 4).CreatedNewValues);
        Assert.Throws<ArgumentOutOfRangeException>("valuesCount", () => VBufferEditor.Create(ref buffer, 2, 3));
    }

    [Fact]
    public void Committing_fewer_values_than_slots_makes_it_sparse()
    {
        VBuffer<float> buffer = default;
        var editor = VBufferEditor.Create(ref buffer, 4, 2);
        editor.Values[0] = 5;
        editor.Indices[0] = 2;
        buffer = editor.CommitTruncated(1);
        Assert.Equal([0, 0, 5, 0], buffer.DenseValues());
    }
}
