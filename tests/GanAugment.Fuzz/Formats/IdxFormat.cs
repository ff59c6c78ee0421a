using GanAugment.Fuzz.Mutation;

namespace GanAugment.Fuzz.Formats;

internal sealed class IdxFormat() : DatasetFormat("idx")
{
    public override int Allowance => 96;

    public override IEnumerable<(string Name, byte[] Content)> Make(Dice dice)
    {
        const int Count = 5, Height = 4, Width = 3;
        byte[] images =
        [
            .. BigEndian.Int(dice.Number(0x803, 24)), .. BigEndian.Int(dice.Number(Count)), .. BigEndian.Int(dice.Number(Height)), .. BigEndian.Int(dice.Number(Width)),
            .. Enumerable.Range(0, Count * Height * Width).Select(i => (byte)(i * 3)),
        ];
        byte[] labels = [.. BigEndian.Int(dice.Number(0x801, 24)), .. BigEndian.Int(dice.Number(Count)), 0, 1, 2, 1, (byte)dice.Number(0)];
        yield return Packed("train-images-idx3-ubyte", dice.Bytes(images), dice);
        if (!dice.Wrong(40)) yield return Packed("train-labels-idx1-ubyte", dice.Bytes(labels), dice);
        if (dice.Wrong(4)) yield return ("classes.txt", dice.Bytes([.. "one\ntwo\nthree\n"u8], 2));
    }

    private static (string, byte[]) Packed(string name, byte[] content, Dice dice) => !dice.Wrong(2) ? (name, content)
        : ($"{name}.gz", dice.Wrong(12) ? Packing.GzipWithBomb(content) : dice.Bytes(Packing.Gzip(content)));
}
