using GanAugment.Data;
using GanAugment.Fuzz.Mutation;
using GanAugment.Reporting;

namespace GanAugment.Fuzz.Formats;

internal sealed class JpegFormat() : DatasetFormat("jpeg")
{
    private static readonly Lazy<byte[]> Color = new(() => Encode(3)), Gray = new(() => Encode(1));

    public override int Allowance => 256;

    public override IEnumerable<(string Name, byte[] Content)> Make(Dice dice)
    {
        yield return ("cat/0.jpg", JpegFile.Of(dice.Wrong(2) ? Gray.Value : Color.Value, dice));
        yield return ("dog/0.jpeg", JpegFile.Of(Color.Value, dice));
    }

    private static byte[] Encode(int channels)
    {
        var shape = new ImageShape(channels, 17, 19);
        return JpegEncoder.Encode(shape, [.. Enumerable.Range(0, shape.Length).Select(i => (byte)(i * 7))], 80);
    }
}
