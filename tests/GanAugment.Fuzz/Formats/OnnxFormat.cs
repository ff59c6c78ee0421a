using GanAugment.Fuzz.Mutation;
using GanAugment.Transforms.Tests.Support;

namespace GanAugment.Fuzz.Formats;

/// <summary>The ONNX file itself.</summary>
internal sealed class OnnxFormat() : GeneratorFormat("onnx")
{
    private static readonly byte[] Plain = TinyOnnx.Write(Manifest), Truncated = TinyOnnx.Write(Manifest with { StatisticsSets = 2 }, withTruncation: true);

    public override IEnumerable<(string Name, byte[] Content)> Make(Dice dice)
    {
        byte[] right = dice.Wrong(3) ? Truncated : Plain;
        yield return ("generator.onnx", !dice.Wrong(1) ? right : dice.Wrong(5) ? ByteMutation.Of(right, dice.Random) : ProtobufMutation.Of(right, dice.Random));
        yield return ("weights.bin", new byte[64]);
    }
}
