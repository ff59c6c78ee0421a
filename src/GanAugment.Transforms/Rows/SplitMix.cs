namespace GanAugment.Transforms.Rows;

/// <summary>Numbers that look random and depend on nothing but what they are made from (SplitMix64, Steele et al. 2014).</summary>
internal static class SplitMix
{
    public static ulong Mix(ulong seed, ulong value)
    {
        ulong x = seed + 0x9E3779B97F4A7C15 * (value + 1);
        x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9;
        x = (x ^ x >> 27) * 0x94D049BB133111EB;
        return x ^ x >> 31;
    }
}
