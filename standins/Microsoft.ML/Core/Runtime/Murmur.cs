using System.Numerics;
using System.Text;

namespace Microsoft.ML.Runtime;

// Murmur3, 32 bit.
internal static class Murmur
{
    public static uint Round(uint hash, uint chunk)
    {
        hash ^= BitOperations.RotateLeft(chunk * 0xCC9E2D51, 15) * 0x1B873593;
        return BitOperations.RotateLeft(hash, 13) * 5 + 0xE6546B64;
    }

    public static uint Hash(uint seed, ReadOnlySpan<char> text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text.ToArray());
        uint hash = seed;
        for (int at = 0; at < bytes.Length; at += 4)
        {
            uint chunk = 0;
            for (int i = Math.Min(at + 4, bytes.Length); --i >= at;)
                chunk = (chunk << 8) | bytes[i];
            hash = Round(hash, chunk);
        }

        return Mix(Round(hash, (uint)bytes.Length));
    }

    public static uint Hash(uint seed, ulong value)
        => Mix(Round(Round(Round(seed, (uint)value), (uint)(value >> 32)), 8));

    public static uint Mix(uint hash)
    {
        hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
        return hash ^ (hash >> 16);
    }
}
