using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Microsoft.ML.Transforms;

// MurmurHash3 for 32 bits (Appleby): blocks of four bytes, what is left, the length in bytes, the final mix.
internal static class MurmurHash
{
    public static uint Round(uint hash, uint block)
        => unchecked(BitOperations.RotateLeft(hash ^ Scrambled(block), 13) * 5 + 0xE6546B64);

    public static uint Finish(uint hash, int bytes)
    {
        hash ^= (uint)bytes;
        hash = unchecked((hash ^ (hash >> 16)) * 0x85EBCA6B);
        hash = unchecked((hash ^ (hash >> 13)) * 0xC2B2AE35);
        return hash ^ (hash >> 16);
    }

    // A text is hashed as UTF-8.
    public static uint Of(ReadOnlyMemory<char> text, uint seed)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text.ToArray());
        uint hash = seed;
        int whole = bytes.Length / sizeof(uint) * sizeof(uint);
        for (int i = 0; i < whole; i += sizeof(uint))
            hash = Round(hash, BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(i)));
        uint left = 0;
        for (int i = whole; i < bytes.Length; i++)
            left |= (uint)bytes[i] << (8 * (i - whole));
        // The last block is not full: it is scrambled, but makes no round of its own.
        return Finish(hash ^ Scrambled(left), bytes.Length);
    }

    private static uint Scrambled(uint block) => unchecked(BitOperations.RotateLeft(block * 0xCC9E2D51, 15) * 0x1B873593);
}
