using System.Text;
using GanAugment.Training.Export;

namespace GanAugment.Fuzz.Mutation;

/// <summary>PNG files put together chunk by chunk, checksums right where the dice want nothing else.</summary>
internal static class PngFile
{
    public static byte[] Of(int width, int height, bool color, Dice dice)
    {
        int depth = dice.Pick(8, 16, 0, 1, 2, 4, 16, 32), kind = dice.Pick(color ? 2 : 0, 16, 0, 2, 3, 4, 6, 7);
        byte[] header =
        [
            .. BigEndian.Int(dice.Number(width, 12)), .. BigEndian.Int(dice.Number(height, 12)), (byte)depth, (byte)kind, 0, (byte)dice.Pick(0, 24, 1, 9),
            (byte)dice.Pick(0, 16, 1, 2),
        ];
        var rows = new byte[height * (1 + width * (color ? 3 : 1))];
        for (int i = 0; i < rows.Length; i++) rows[i] = i % (1 + width * (color ? 3 : 1)) == 0 ? (byte)dice.Pick(0, 60, 1, 2, 3, 4, 9) : (byte)(i * 5);
        byte[] data = dice.Wrong(40) ? [0x78, 0xda, .. Packing.DeflatedBomb, 0, 0, 0, 1] : dice.Bytes(Packing.Zlib(rows), 12);
        List<byte[]> chunks = [Chunk("IHDR", header, dice)];
        if (dice.Wrong(8)) chunks.Add(Chunk("PLTE", new byte[dice.Pick(6, 2, 0, 5, 768, 3000)], dice));
        if (dice.Wrong(8)) chunks.Add(Chunk("tRNS", new byte[dice.Pick(2, 2, 0, 1, 6, 300)], dice));
        if (dice.Wrong(8)) chunks.Add(Chunk("gAMA", BigEndian.Int(dice.Number(45455, 1)), dice));
        if (dice.Wrong(8)) chunks.Add(Chunk("iCCP", [.. "icc\0\0"u8, .. dice.Wrong(2) ? Packing.Zlib(new byte[200]) : Packing.DeflatedBomb], dice));
        if (dice.Wrong(6)) chunks.Add(Chunk("tEXt", dice.Bytes([.. "Comment\0text"u8]), dice));
        if (dice.Wrong(6)) chunks.Add(Chunk("iTXt", dice.Bytes([.. "Comment\0\0\0en\0word\0text"u8]), dice));
        if (dice.Wrong(12)) chunks.Add(Chunk("zTXt", [.. "Comment\0\0"u8, .. Packing.Zlib(new byte[100])], dice));
        if (dice.Wrong(16)) chunks.Add(Chunk("eXIf", dice.Bytes([.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]), dice));
        int split = data.Length / 2;
        if (dice.Wrong(8)) chunks.AddRange([Chunk("IDAT", data[..split], dice), Chunk("IDAT", data[split..], dice)]);
        else chunks.Add(Chunk("IDAT", data, dice));
        if (!dice.Wrong(24)) chunks.Add(Chunk("IEND", [], dice));
        if (dice.Wrong(24)) chunks.Reverse();
        if (dice.Wrong(24)) chunks.RemoveAt(dice.Random.Next(chunks.Count));
        return dice.Bytes([0x89, .. "PNG\r\n"u8, 0x1a, 0x0a, .. chunks.SelectMany(chunk => chunk)], 12);
    }

    private static byte[] Chunk(string type, byte[] content, Dice dice)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. content];
        return [.. BigEndian.Int(dice.Number(content.Length, 40)), .. named, .. BigEndian.Int(dice.Number(Crc32.Of(named), 40))];
    }
}
