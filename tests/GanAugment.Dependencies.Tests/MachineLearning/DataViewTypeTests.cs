using Microsoft.ML.Data;

namespace GanAugment.Dependencies.Tests.MachineLearning;

public sealed class DataViewTypeTests
{
    [Fact]
    public void Types_print_as_users_see_them_in_errors()
    {
        Assert.Equal("String", TextDataViewType.Instance.ToString());
        Assert.Equal("Boolean", BooleanDataViewType.Instance.ToString());
        Assert.Equal("Single", NumberDataViewType.Single.ToString());
        Assert.Equal("Key<UInt32, 0-9>", new KeyDataViewType(typeof(uint), 10).ToString());
        Assert.Equal("Vector<Single>", new VectorDataViewType(NumberDataViewType.Single).ToString());
        Assert.Equal("Vector<Byte, 784>", new VectorDataViewType(NumberDataViewType.Byte, 784).ToString());
        Assert.Equal("Vector<Single, 3, 28, 28>", new VectorDataViewType(NumberDataViewType.Single, 3, 28, 28).ToString());
        Assert.Equal("Vector<Single, *, 28>", new VectorDataViewType(NumberDataViewType.Single, 0, 28).ToString());
        Assert.Equal("Vector<Key<Byte, 0-1>, 2>", new VectorDataViewType(new KeyDataViewType(typeof(byte), 2), 2).ToString());
    }

    [Fact]
    public void Vectors_are_equal_only_with_equal_dimensions()
    {
        var planar = new VectorDataViewType(NumberDataViewType.Single, 3, 28, 28);
        Assert.Equal(planar, new VectorDataViewType(NumberDataViewType.Single, 3, 28, 28));
        Assert.Equal(planar.GetHashCode(), new VectorDataViewType(NumberDataViewType.Single, 3, 28, 28).GetHashCode());
        Assert.NotEqual(planar, new VectorDataViewType(NumberDataViewType.Single, 28, 28, 3));
        Assert.NotEqual(planar, new VectorDataViewType(NumberDataViewType.Single, 3 * 28 * 28));
        Assert.Equal(3 * 28 * 28, planar.Size);
        Assert.Equal(new[] { 3, 28, 28 }, planar.Dimensions);
    }

    [Fact]
    public void A_vector_of_unknown_size_has_size_zero()
    {
        var vector = new VectorDataViewType(NumberDataViewType.Single);
        Assert.False(vector.IsKnownSize);
        Assert.Equal(0, vector.Size);
        Assert.Equal(new[] { 0 }, vector.Dimensions);
        Assert.Equal(typeof(VBuffer<float>), vector.RawType);
    }

    [Fact]
    public void Keys_fit_their_raw_type()
    {
        Assert.Equal(new KeyDataViewType(typeof(uint), 5), new KeyDataViewType(typeof(uint), 5ul));
        Assert.NotEqual(new KeyDataViewType(typeof(uint), 5), new KeyDataViewType(typeof(byte), 5));
        Assert.Throws<ArgumentOutOfRangeException>("type", () => new KeyDataViewType(typeof(int), 5));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => new KeyDataViewType(typeof(byte), 256));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => new KeyDataViewType(typeof(uint), 0));
    }
}
