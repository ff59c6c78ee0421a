using System.Text;
using GanAugment.Fuzz.Mutation;
using GanAugment.Training.Tests.Import;

namespace GanAugment.Fuzz.Formats;

internal sealed class SafetensorsFormat() : TensorFormat("safetensors")
{
    private const string Header = """
        {"__metadata__":{"format":"pt"},"linear.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"b":{"dtype":"F16","shape":[4],"data_offsets":[24,32]}}
        """;

    public override IEnumerable<(string Name, byte[] Content)> Make(Dice dice)
    {
        byte[] header = dice.Wrong(1) ? JsonMutation.Of(Header, dice.Random) : Encoding.UTF8.GetBytes(Header);
        byte[] file = [.. TorchFile.Long(dice.Number(header.Length, 12)), .. header, .. new byte[dice.Pick(32, 8, 0, 1, 31, 4000)]];
        yield return ("weights", dice.Bytes(file, 6));
    }
}
