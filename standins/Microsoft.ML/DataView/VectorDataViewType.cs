using System.Collections.Immutable;

namespace Microsoft.ML.Data;

public sealed class VectorDataViewType : StructuredDataViewType
{
    public VectorDataViewType(PrimitiveDataViewType itemType, int size = 0)
        : base(BufferOf(itemType))
    {
        if (size < 0)
            throw new ArgumentOutOfRangeException(nameof(size));
        ItemType = itemType;
        Size = size;
        Dimensions = [size];
    }

    public VectorDataViewType(PrimitiveDataViewType itemType, params int[] dimensions)
        : this(itemType, dimensions is null ? [] : dimensions.ToImmutableArray())
    {
    }

    public VectorDataViewType(PrimitiveDataViewType itemType, ImmutableArray<int> dimensions)
        : base(BufferOf(itemType))
    {
        if (dimensions.Length == 0 || dimensions.Any(d => d < 0))
            throw new ArgumentOutOfRangeException(nameof(dimensions));
        ItemType = itemType;
        Dimensions = dimensions;
        Size = dimensions.Aggregate(1, (size, d) => checked(size * d));
    }

    public ImmutableArray<int> Dimensions { get; }

    public bool IsKnownSize => Size > 0;

    public PrimitiveDataViewType ItemType { get; }

    public int Size { get; }

    public override bool Equals(DataViewType other)
        => ReferenceEquals(this, other)
            || (other is VectorDataViewType vector && ItemType.Equals(vector.ItemType) && Size == vector.Size && Dimensions.SequenceEqual(vector.Dimensions));

    public override bool Equals(object other) => other is DataViewType type && Equals(type);

    public override int GetHashCode() => Dimensions.Aggregate(HashCode.Combine(ItemType, Size), HashCode.Combine);

    public override string ToString()
    {
        // A single dimension of unknown size is not printed; among several it is an asterisk.
        IEnumerable<string> sizes = Dimensions.Length == 1 && Size == 0 ? [] : Dimensions.Select(d => d > 0 ? d.ToString() : "*");
        return $"Vector<{string.Join(", ", sizes.Prepend(ItemType.ToString()))}>";
    }

    private static Type BufferOf(PrimitiveDataViewType itemType)
    {
        ArgumentNullException.ThrowIfNull(itemType);
        return typeof(VBuffer<>).MakeGenericType(itemType.RawType);
    }
}
