using System.Text;
using GanAugment.Data;
using GanAugment.Fuzz.Mutation;
using GanAugment.Transforms;
using GanAugment.Transforms.Tests.Support;

namespace GanAugment.Fuzz.Formats;

/// <summary>An ONNX file that makes features and probabilities of images, with the names of its classes in its metadata.</summary>
internal sealed class ImageModelFormat() : Format("image-model")
{
    private const string Classes = """{"classes":["cat","dog"]}""";

    private static readonly ImageShape Shape = new(1, 4, 4);

    private static readonly TinyGraph Graph = new TinyGraph().Input("image", TinyGraph.Single, -1, 1, 4, 4)
        .Output("features", TinyGraph.Single, -1, 16).Output("probabilities", TinyGraph.Single, -1, 2)
        .Constant("shape", -1, 16).Constant("weights", [.. Enumerable.Range(0, 32).Select(i => i / 32f)], 16, 2)
        .Node("Reshape", ["image", "shape"], "features").Node("MatMul", ["features", "weights"], "logits").Node("Softmax", ["logits"], "probabilities");

    public override int Allowance => 1024;

    public override IEnumerable<(string Name, byte[] Content)> Make(Dice dice)
    {
        byte[] names = dice.Wrong(2) ? JsonMutation.Of(Classes, dice.Random) : Encoding.UTF8.GetBytes(Classes);
        byte[] model = ProtobufMutation.WithMetadata(Graph.ToModel(), "ganaugment.classifier", names);
        yield return ("model.onnx", !dice.Wrong(2) ? model : dice.Wrong(5) ? ByteMutation.Of(model, dice.Random) : ProtobufMutation.Of(model, dice.Random));
    }

    public override void Read(string folder, string output)
    {
        string path = Path.Combine(folder, "model.onnx");
        using (var features = new OnnxFeatureExtractor(path)) features.Extract(2, Shape, new float[32], new float[2 * features.Length]);
        using OnnxImageClassifier? classifier = OnnxImageClassifier.OpenIfAny(path);
        classifier?.Classify(2, Shape, new float[32], new float[2 * classifier.Classes.Count]);
    }
}
