using GanAugment.Fuzz.Mutation;

namespace GanAugment.Fuzz.Formats;

internal sealed class CifarFormat() : DatasetFormat("cifar")
{
    public override int Allowance => 96;

    public override IEnumerable<(string Name, byte[] Content)> Make(Dice dice)
    {
        bool fine = dice.Wrong(4);
        if (fine) yield return ("fine_label_names.txt", dice.Bytes([.. "apple\nbee\n"u8]));
        for (int file = 1; file <= dice.Pick(2, 8, 0, 1, 3); file++)
        {
            byte[] content = [.. Enumerable.Range(0, 2).SelectMany(i => (byte[])
                [.. fine ? new byte[] { 7 } : [], (byte)dice.Number(i, 12), .. Enumerable.Repeat((byte)i, (int)Math.Clamp(dice.Number(3072, 24), 0, 9000))])];
            content = dice.Bytes(content, 6);
            yield return ($"data_batch_{file}.bin", dice.Wrong(8) ? dice.Wrong(4) ? Packing.GzipWithBomb(content) : dice.Bytes(Packing.Gzip(content)) : content);
        }

        if (!dice.Wrong(6)) yield return ("batches.meta.txt", dice.Bytes([.. "airplane\nautomobile\n\n"u8], 6));
    }
}
