namespace GanAugment.Data;

/// <summary>Puts numbers in a random order that depends on a seed alone: not on the runtime's version, threads or earlier calls.</summary>
/// <remarks>Each number gets a 64-bit key, a hash of (seed, stream, number), and the keys are sorted. So the order of the first n numbers does not change
/// when there are more.</remarks>
internal static class Shuffle
{
    /// <summary>The <paramref name="items"/> in the order of (<paramref name="seed"/>, <paramref name="stream"/>).</summary>
    public static int[] Order(ReadOnlySpan<int> items, long seed, int stream)
    {
        int[] shuffled = items.ToArray();
        ulong start = Mix(Mix((ulong)seed) + (ulong)stream);
        ulong[] keys = Array.ConvertAll(shuffled, item => Mix(start ^ Mix((ulong)(uint)item)));
        Array.Sort(keys, shuffled);
        return shuffled;
    }

    // The output function of SplitMix64 (Steele, Lea, Flood 2014), a bijection of 64 bits: different items cannot get the same key.
    private static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
