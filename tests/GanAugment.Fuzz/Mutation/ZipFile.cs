using System.Buffers.Binary;
using System.Text;
using GanAugment.Training.Export;

namespace GanAugment.Fuzz.Mutation;

/// <summary>Zip archives that say of themselves what the dice want: names, sizes, methods, flags, places, ends.</summary>
internal static class ZipFile
{
    private static readonly string[] Names =
        ["../../escaped", "/escaped", "..\\escaped", "C:\\escaped", "a\0b", "", "dataset.json", "00000/0.png", "00000/", new string('d', 3000) + ".png"];

    public static byte[] Of(IEnumerable<(string Name, byte[] Content)> files, Dice dice)
    {
        List<byte> archive = [], central = [];
        int count = 0;
        foreach (var (right, content) in files.SelectMany(file => dice.Wrong(20) ? new[] { file, file } : [file]))
        {
            byte[] name = Encoding.UTF8.GetBytes(dice.Pick(right, 24, Names));
            bool bomb = dice.Wrong(60);
            byte[] packed = bomb ? Packing.DeflatedBomb : Packing.Deflate(content);
            long method = dice.Pick(8, 24, 0, 1, 9, 12, 14, 93, 95, 99, 0xffff), flags = dice.Pick(0x800, 24, 0, 1, 8, 0x41, 0x2000, 0xffff);
            byte[] common =
            [
                .. Short(20), .. Short(flags), .. Short(method), .. Short(0), .. Short(0), .. Int(dice.Number(Crc32.Of(content), 24)),
                .. Int(dice.Number(packed.Length, 24)), .. Int(dice.Number(bomb ? Packing.Bomb : content.Length, 24)), .. Short(dice.Number(name.Length, 48)),
            ];
            central.AddRange([.. "PK\u0001\u0002"u8, .. Short(20), .. common, .. Short(dice.Number(0, 48)), .. Short(0), .. Short(0), .. Short(0), .. Int(0),
                .. Int(dice.Number(archive.Count, 48)), .. name]);
            archive.AddRange([.. "PK\u0003\u0004"u8, .. common, .. Short(0), .. name, .. packed]);
            count++;
        }

        byte[] directory = dice.Bytes([.. central], 16);
        return
        [
            .. archive, .. directory, .. "PK\u0005\u0006"u8, .. Int(0), .. Short(dice.Number(count, 24)), .. Short(dice.Number(count, 24)),
            .. Int(dice.Number(directory.Length, 24)), .. Int(dice.Number(archive.Count, 24)), .. Short(dice.Number(0, 48)),
        ];
    }

    private static byte[] Short(long value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] Int(long value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, unchecked((int)value));
        return bytes;
    }
}
