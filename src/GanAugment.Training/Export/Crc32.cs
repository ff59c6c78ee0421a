using System.Buffers.Binary;

namespace GanAugment.Training.Export;

/// <summary>The checksum of zip archives: CRC-32 of ISO 3309, eight bytes at a time.</summary>
internal static class Crc32
{
    private static readonly uint[][] Tables = MakeTables();

    /// <summary>The checksum of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            uint low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc, high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = Tables[7][low & 0xff] ^ Tables[6][low >> 8 & 0xff] ^ Tables[5][low >> 16 & 0xff] ^ Tables[4][low >> 24]
                ^ Tables[3][high & 0xff] ^ Tables[2][high >> 8 & 0xff] ^ Tables[1][high >> 16 & 0xff] ^ Tables[0][high >> 24];
        }

        foreach (byte b in bytes) crc = crc >> 8 ^ Tables[0][(crc ^ b) & 0xff];
        return ~crc;
    }

    // Table k is the effect of a byte with k zero bytes behind it.
    private static uint[][] MakeTables()
    {
        const uint Polynomial = 0xedb88320;
        uint[][] tables = [.. Enumerable.Range(0, 8).Select(_ => new uint[256])];
        for (uint b = 0; b < 256; b++)
        {
            uint crc = b;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? crc >> 1 ^ Polynomial : crc >> 1;
            tables[0][b] = crc;
        }

        for (int k = 1; k < 8; k++)
            for (int b = 0; b < 256; b++)
                tables[k][b] = tables[k - 1][b] >> 8 ^ tables[0][tables[k - 1][b] & 0xff];
        return tables;
    }
}
