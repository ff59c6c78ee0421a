using Microsoft.ML.Data;

namespace GanAugment.Dependencies.Tests.MachineLearning;

// Expected values were computed from the definition of Murmur3 (128 bit) by a separate program.
public sealed class DataViewRowIdTests
{
    private static readonly DataViewRowId _id = new(1, 2);

    [Fact]
    public void Next_absorbs_zeros() => Assert.Equal("000000079e99deb4000000007adce733", _id.Next().ToString());

    [Fact]
    public void Fork_absorbs_a_one() => Assert.Equal("000000079e99deb434e09d0b1102190b", _id.Fork().ToString());

    [Fact]
    public void Combine_absorbs_the_forked_other() => Assert.Equal("d6c370eb9bb089c0cf76cc3e67f97a6c", _id.Combine(new DataViewRowId(3, 4)).ToString());

    [Fact]
    public void Ids_print_the_high_half_first_and_sort_by_it()
    {
        Assert.Equal("00000000000000020000000000000001", _id.ToString());
        Assert.True(_id.CompareTo(new DataViewRowId(0, 3)) < 0);
        Assert.True(_id.CompareTo(new DataViewRowId(2, 2)) < 0);
    }
}
