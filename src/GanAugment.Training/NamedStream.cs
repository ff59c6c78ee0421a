namespace GanAugment.Training;

/// <summary>Uniform random numbers of one purpose, addressed by position: no state to save, no global seed, and no purpose disturbs another.</summary>
/// <param name="seed">The run's seed.</param>
/// <param name="purpose">What the numbers are for; two purposes are independent.</param>
internal sealed class NamedStream(long seed, string purpose)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private readonly ulong key = Mix(unchecked((ulong)seed + Golden)) ^ Hash(purpose);

    /// <summary>A seed for another kind of generator, one per purpose.</summary>
    public long Seed => unchecked((long)Mix(key));

    /// <summary>The numbers that belong to one position, such as a step or an epoch.</summary>
    public Draws At(long position) => new(Mix(unchecked(key + Golden * (ulong)(position + 1))));

    // FNV-1a: string.GetHashCode differs from process to process.
    private static ulong Hash(string text)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (char c in text) hash = unchecked((hash ^ c) * 0x100000001B3);
        return hash;
    }

    // The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
    private static ulong Mix(ulong x)
    {
        x = unchecked((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9);
        x = unchecked((x ^ (x >> 27)) * 0x94D049BB133111EB);
        return x ^ (x >> 31);
    }

    /// <summary>A sequence of random numbers (SplitMix64).</summary>
    internal struct Draws(ulong state)
    {
        private ulong state = state;

        /// <summary>64 random bits.</summary>
        public ulong Next() => Mix(state = unchecked(state + Golden));

        /// <summary>An integer in 0 … bound − 1.</summary>
        public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

        /// <summary>A number in [0, 1).</summary>
        public float Unit() => (Next() >> 40) * (1f / (1 << 24));

        /// <summary>A standard normal number (Box and Muller 1958).</summary>
        public double Normal()
        {
            // Half a step above 0: the logarithm stays finite.
            double radius = Math.Sqrt(-2 * Math.Log(((Next() >> 11) + 0.5) * (1.0 / (1L << 53))));
            return radius * Math.Cos(2 * Math.PI * Unit());
        }

        /// <summary>A random order of 0 … count − 1.</summary>
        public int[] Permutation(int count)
        {
            int[] order = [.. Enumerable.Range(0, count)];
            for (int i = count - 1; i > 0; i--)
            {
                int j = Below(i + 1);
                (order[i], order[j]) = (order[j], order[i]);
            }

            return order;
        }
    }
}
