using GanAugment.Transforms.Rows;

namespace GanAugment.Transforms.Comparison;

/// <summary>Random numbers of one purpose in one repetition: what another purpose draws changes nothing.</summary>
internal struct DrawStream
{
    private readonly ulong key;
    private ulong count;

    /// <param name="seed">The seed of the repetition.</param>
    /// <param name="purpose">What the numbers are for.</param>
    /// <param name="position">Which of several, for example a class.</param>
    public DrawStream(long seed, string purpose, long position = 0)
    {
        ulong hash = 0xCBF29CE484222325; // FNV-1a: string.GetHashCode differs from process to process.
        foreach (char c in purpose) hash = unchecked((hash ^ c) * 0x100000001B3);
        key = SplitMix.Mix(SplitMix.Mix(unchecked((ulong)seed), hash), unchecked((ulong)position));
    }

    /// <summary>64 random bits.</summary>
    public ulong Next() => SplitMix.Mix(key, count++);

    /// <summary>An integer in 0 … bound − 1.</summary>
    public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>A number in [0, 1).</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1L << 53));

    /// <summary>A number in (0, 1) of the distribution Beta(α, α) (Jöhnk 1964).</summary>
    /// <param name="alpha">α, greater than 0; the method slows down far above 1.</param>
    public double Beta(double alpha)
    {
        while (true)
        {
            double x = Math.Pow(Unit(), 1 / alpha), y = Math.Pow(Unit(), 1 / alpha);
            if (x + y is > 0 and <= 1) return x / (x + y);
        }
    }

    /// <summary>A random order of 0 … count − 1.</summary>
    public int[] Order(int count)
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
