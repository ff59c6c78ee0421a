using System.Text;
using GanAugment.Fuzz.Mutation;
using GanAugment.Generation;
using GanAugment.Transforms.Tests.Support;

namespace GanAugment.Fuzz.Formats;

/// <summary>The latent directions in a generator's metadata.</summary>
internal sealed class DirectionsFormat() : GeneratorFormat("directions")
{
    private static readonly string Json = LatentDirections.Of([new LatentLayer("first layer", 0, 2, [new float[] { 2, 0, 0, 1 }])]).ToJson();

    public override IEnumerable<(string Name, byte[] Content)> Make(Dice dice)
    {
        string json = dice.Wrong(1) ? Encoding.UTF8.GetString(JsonMutation.Of(Json, dice.Random)) : Json;
        yield return ("generator.onnx", TinyOnnx.Write(Manifest, directions: json));
    }
}
