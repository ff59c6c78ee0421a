using System.Text;
using GanAugment.Fuzz.Mutation;
using GanAugment.Transforms;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;

namespace GanAugment.Fuzz.Formats;

/// <summary>The file that names one generator for each class.</summary>
internal sealed class SetFormat() : GeneratorFormat("set")
{
    private const string Json = """{"version":1,"files":{"cat":"cat.onnx","dog":"dog.onnx"}}""";

    public override IEnumerable<(string Name, byte[] Content)> Make(Dice dice)
    {
        yield return ("self.json", dice.Wrong(1) ? JsonMutation.Of(Json, dice.Random) : Encoding.UTF8.GetBytes(Json));
        yield return ("cat.onnx", TinyOnnx.Write(Manifest with { Classes = ["cat"] }));
        yield return ("dog.onnx", TinyOnnx.Write(Manifest with { Classes = ["dog"] }));
    }

    public override void Read(string folder, string output)
    {
        string path = Path.Combine(folder, "self.json");
        _ = new MLContext().Transforms.AugmentWithBigGan("Image", path);
        using GeneratorSet set = GeneratorSet.Load(path);
        Draw(set);
    }
}
