using System.Text;
using GanAugment.Fuzz.Mutation;
using GanAugment.Generation;
using GanAugment.Transforms.Tests.Support;

namespace GanAugment.Fuzz.Formats;

/// <summary>The manifest of a generator, in its metadata or beside it.</summary>
internal sealed class ManifestFormat() : GeneratorFormat("manifest")
{
    private static readonly string Full = (Manifest with
    {
        StandingStatisticsTruncation = "none", StandingStatisticsBatches = 4, DatasetFingerprint = new string('a', 64), DatasetOrigin = "shapes", DatasetLicence = "MIT",
        TrainingImagesPerClass = [3, 4], ImagesSeen = 100, Seed = 1, Metrics = new Dictionary<string, double> { ["distance"] = 1.5 }, Tool = "tests",
        Graph = new GraphBinding { Latent = "z", LatentShape = [6], Label = new LabelBinding(), Image = new ImageBinding(), Constants = new Dictionary<string, double>() },
    }).ToJson();

    public override IEnumerable<(string Name, byte[] Content)> Make(Dice dice)
    {
        byte[] json = dice.Wrong(1) ? JsonMutation.Of(Full, dice.Random) : Encoding.UTF8.GetBytes(Full);
        bool beside = dice.Wrong(2);
        yield return ("generator.onnx", TinyOnnx.Write(Manifest, json: Encoding.UTF8.GetString(json), withManifest: !beside));
        if (beside) yield return ("generator.onnx.json", json);
    }
}
