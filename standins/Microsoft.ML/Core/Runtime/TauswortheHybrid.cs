namespace Microsoft.ML.Runtime;

// Three combined Tausworthe generators and a linear congruential one, as in GPU Gems 3, chapter 37.
internal sealed class TauswortheHybrid : Random
{
    private uint _first;
    private uint _second;
    private uint _third;
    private uint _fourth;

    public TauswortheHybrid(uint seed)
    {
        _first = seed;
        _second = Murmur.Round(_first, _first);
        _third = Murmur.Round(_second, _first);
        _fourth = Murmur.Round(_third, _first);
    }

    public TauswortheHybrid(Random source)
    {
        _first = Seed(source);
        _second = Seed(source);
        _third = Seed(source);
        _fourth = Bits(source);
    }

    public override float NextSingle() => (Step() >> 9) * (1f / (1 << 23));

    public override double NextDouble() => Step() * (1.0 / (1L << 32));

    public override int Next()
    {
        uint bits = Step();
        return (int)(bits + (bits & 0x80000000u));
    }

    public override int Next(int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return (int)(((ulong)Step() * (ulong)maxValue) >> 32);
    }

    public override int Next(int minValue, int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return (int)((long)(NextDouble() * ((long)maxValue - minValue)) + minValue);
    }

    public override void NextBytes(byte[] buffer)
    {
        for (int i = 0; i < buffer.Length; i++)
            buffer[i] = (byte)Next();
    }

    // Small seeds would leave a Tausworthe generator stuck.
    private static uint Seed(Random source)
    {
        uint bits;
        do
            bits = Bits(source);
        while (bits < 128);
        return bits;
    }

    private static uint Bits(Random source) => ((uint)source.Next(0x10000) << 16) | (uint)source.Next(0x10000);

    private uint Step()
    {
        _first = Shift(_first, 13, 19, 12, ~0x1u);
        _second = Shift(_second, 2, 25, 4, ~0x7u);
        _third = Shift(_third, 3, 11, 17, ~0xfu);
        _fourth = 1664525 * _fourth + 1013904223;
        return _first ^ _second ^ _third ^ _fourth;
    }

    private static uint Shift(uint state, int left, int right, int final, uint mask)
        => ((state & mask) << final) ^ (((state << left) ^ state) >> right);
}
