namespace GanAugment.Generation;

/// <summary>Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3" (SC 2011),
/// §3.3.</summary>
internal static class Philox
{
    private const int Rounds = 10;
    private const uint MultiplierA = 0xD2511F53, MultiplierB = 0xCD9E8D57;

    // Weyl increments of the key: the golden ratio and √3 − 1, as fractions of 2³².
    private const uint WeylA = 0x9E3779B9, WeylB = 0xBB67AE85;

    /// <summary>Four uniform words: a bijection of the 128-bit counter for every 64-bit key.</summary>
    public static (uint A, uint B, uint C, uint D) Block((uint A, uint B, uint C, uint D) counter, (uint A, uint B) key)
    {
        var (a, b, c, d) = counter;
        for (int round = 0; round < Rounds; round++)
        {
            ulong left = (ulong)MultiplierA * a, right = (ulong)MultiplierB * c;
            (a, b, c, d) = ((uint)(right >> 32) ^ b ^ key.A, (uint)right, (uint)(left >> 32) ^ d ^ key.B, (uint)left);
            key = (unchecked(key.A + WeylA), unchecked(key.B + WeylB));
        }

        return (a, b, c, d);
    }
}
