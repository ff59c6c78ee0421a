using System.Numerics;

namespace Microsoft.ML.Data;

// The state of an unfinished 128-bit Murmur3 hash (little-endian variant): unique, not well mixed.
public readonly struct DataViewRowId : IComparable<DataViewRowId>, IEquatable<DataViewRowId>
{
    private const ulong FirstMultiplier = 0x87c37b91114253d5;
    private const ulong SecondMultiplier = 0x4cf5ad432745937f;

    public readonly ulong Low;
    public readonly ulong High;

    public DataViewRowId(ulong low, ulong high)
    {
        Low = low;
        High = high;
    }

    // Absorbs sixteen bytes whose value is one.
    public DataViewRowId Fork()
    {
        DataViewRowId next = Next();
        return new DataViewRowId(next.Low ^ BitOperations.RotateLeft(FirstMultiplier, 31) * SecondMultiplier, next.High);
    }

    // Absorbs sixteen bytes of zero.
    public DataViewRowId Next() => Absorb(Low, High);

    // Absorbs the other id after forking it.
    public DataViewRowId Combine(DataViewRowId other)
    {
        other = other.Fork();
        ulong first = BitOperations.RotateLeft(other.Low * FirstMultiplier, 31) * SecondMultiplier;
        ulong second = BitOperations.RotateLeft(other.High * SecondMultiplier, 33) * FirstMultiplier;
        ulong low = BitOperations.RotateLeft(Low ^ first, 27) + High;
        low = low * 5 + 0x52dce729;
        ulong high = BitOperations.RotateLeft(High ^ second, 31) + low;
        return new DataViewRowId(low, high * 5 + 0x38495ab5);
    }

    public int CompareTo(DataViewRowId other)
    {
        int byHigh = High.CompareTo(other.High);
        return byHigh != 0 ? byHigh : Low.CompareTo(other.Low);
    }

    public bool Equals(DataViewRowId other) => Low == other.Low && High == other.High;

    public override bool Equals(object obj) => obj is DataViewRowId other && Equals(other);

    public override int GetHashCode()
        => (int)((uint)Low ^ (uint)(Low >> 32) ^ (uint)(High << 7) ^ (uint)(High >> 57) ^ (uint)(High >> 25));

    public override string ToString() => $"{High:x16}{Low:x16}";

    private static DataViewRowId Absorb(ulong low, ulong high)
    {
        low = (BitOperations.RotateLeft(low, 27) + high) * 5 + 0x52dce729;
        high = (BitOperations.RotateLeft(high, 31) + low) * 5 + 0x38495ab5;
        return new DataViewRowId(low, high);
    }
}
