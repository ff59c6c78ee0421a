namespace GanAugment.Fuzz.Mutation;

/// <summary>Decides what of an input is wrong. Without a random stream everything is as it should be.</summary>
internal sealed class Dice(Random? random)
{
    private static readonly long[] Telling =
    [
        0, 1, -1, 2, 3, 7, 8, 16, 127, 128, 255, 256, 4095, 4096, 8192, 8193, 32767, 32768, 65535, 65536, 1 << 20, 1 << 24, int.MaxValue, int.MinValue,
        1L << 31, uint.MaxValue, 1L << 32, 1L << 40, long.MaxValue, long.MinValue,
    ];

    /// <summary>Whether nothing can be wrong.</summary>
    public bool IsValid => random is null;

    /// <summary>The stream; only where something is wrong already.</summary>
    public Random Random => random ?? throw new InvalidOperationException("A valid input rolls no dice.");

    /// <summary>Whether something is to be wrong here, once in so many times.</summary>
    public bool Wrong(int oneIn) => random is not null && random.Next(oneIn) == 0;

    /// <summary>A value, or once in so many times one of the wrong ones.</summary>
    public T Pick<T>(T right, int oneIn, params ReadOnlySpan<T> wrong) => Wrong(oneIn) ? wrong[Random.Next(wrong.Length)] : right;

    /// <summary>A number, or once in so many times one at or beyond a limit.</summary>
    public long Number(long right, int oneIn = 8) => !Wrong(oneIn) ? right
        : Random.Next(3) == 0 ? unchecked(right + Random.Next(-3, 4)) : Telling[Random.Next(Telling.Length)];

    /// <summary>The bytes, or once in so many times changed ones.</summary>
    public byte[] Bytes(byte[] right, int oneIn = 4) => Wrong(oneIn) ? ByteMutation.Of(right, Random) : right;
}
