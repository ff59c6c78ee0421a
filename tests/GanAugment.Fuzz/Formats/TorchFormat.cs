using System.Text;
using GanAugment.Fuzz.Mutation;
using GanAugment.Training.Tests.Import;
using static GanAugment.Training.Tests.Import.TorchFile;

namespace GanAugment.Fuzz.Formats;

/// <summary>What <c>torch.save</c> writes, instruction by instruction, with instructions among them that run code elsewhere.</summary>
internal sealed class TorchFormat(string name, bool zip) : TensorFormat(name)
{
    private static readonly string[] Modules = ["os", "builtins", "torch", "torch._utils", "collections", "posix", "subprocess", "torch.cuda"],
        Names = ["system", "eval", "exec", "OrderedDict", "_rebuild_tensor_v2", "_rebuild_parameter", "FloatStorage", "Popen", "Size"];

    public override IEnumerable<(string Name, byte[] Content)> Make(Dice dice)
    {
        var file = new TorchFile();
        string a = file.Storage(Floats(1, 2, 3, 4, 5, 6), 4), b = file.Storage([.. Long(9)], 8);
        byte[] pickle = Pickle(
        [
            .. Ordered(
                ("weight", Weight(dice, a, [2, 3], [3, 1])), ("turned", Weight(dice, a, [3, 2], [1, 3])),
                (dice.Pick("counter", 8, "weight", "", "../../escaped", "a\0b"), TorchFile.Tensor("LongStorage", b, 1, 0, [], []))),
            .. dice.Wrong(6) ? Call(dice) : [],
            (byte)'q', 5, (byte)'}', .. Text("_metadata"), .. Ordered(), (byte)'s', (byte)'b',
        ]);
        pickle = dice.Bytes(pickle, 2);
        yield return ("weights", dice.Bytes(zip ? file.Zip(pickle) : file.Legacy(pickle), 4));
    }

    private static byte[] Weight(Dice dice, string storage, long[] shape, long[] strides) => TorchFile.Tensor(
        dice.Pick("FloatStorage", 16, "HalfStorage", "DoubleStorage", "QInt8Storage"), storage, dice.Number(6, 16), dice.Number(0, 16),
        [.. shape.Select(d => dice.Number(d, 16))], [.. strides.Select(s => dice.Number(s, 16))]);

    // os.system('touch …') and its kind.
    private static byte[] Call(Dice dice) =>
    [
        .. Global(dice.Pick("os", 1, Modules), dice.Pick("system", 1, Names)), (byte)'(', .. Text("touch " + Sandbox.Canary), (byte)'t',
        (byte)dice.Pick('R', 3, 'b', 'o', 'i', '\x81', '\x92'), .. Encoding.ASCII.GetBytes(dice.Pick("0", 3, "", "b", "s")),
    ];
}
