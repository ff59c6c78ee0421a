using GanAugment.Data;
using GanAugment.Evaluation;
using GanAugment.Transforms.Tests.Support;

namespace GanAugment.Transforms.Tests;

public sealed class OnnxImageClassifierTests : IDisposable
{
    private static readonly ImageShape Shape = new(1, 1, 3);

    private readonly string folder = Directory.CreateTempSubdirectory("ganaugment-classifier-").FullName;

    [Fact]
    public void Its_probabilities_are_those_of_the_file()
    {
        using var classifier = new OnnxImageClassifier(Write("softmax.onnx", "probabilities"), ["a", "b", "c"]);
        Assert.Matches("^softmax-[0-9a-f]{8}$", classifier.Name);
        var found = new float[6];
        classifier.Classify(2, Shape, [1, 0, 0, 0, 0, 1], found);
        float high = MathF.E / (MathF.E + 2), low = 1 / (MathF.E + 2);
        Assert.Equal([high, low, low, low, low, high], found, (x, y) => MathF.Abs(x - y) < 1e-6f);
    }

    [Fact]
    public void A_test_of_it_counts_by_name()
    {
        using var classifier = new OnnxImageClassifier(Write("softmax.onnx", "probabilities"), ["c", "a", "b"]);
        // The brightest pixel tells the class; labels are of other order, and one image is of a class the classifier does not know.
        var images = new LabelledImageSet("points", Shape, new ClassMap(["a", "b", "d"]), [0, 1, 2, 0],
            new byte[] { 0, 255, 0, 0, 0, 255, 255, 0, 0, 255, 0, 0 });
        ConfusionMatrix matrix = ClassifierTest.Of(classifier, images);
        Assert.Equal(["a", "b", "d", "c"], matrix.Classes);
        Assert.Equal([0.5, 1.0, 0.0, null], matrix.Recalls);
        Assert.Equal((1, 1), (matrix[2, 3], matrix[0, 3]));
    }

    [Fact]
    public void A_file_of_features_may_hold_a_classifier_or_not()
    {
        Assert.Null(OnnxImageClassifier.OpenIfAny(Write("features.onnx", "features")));
        using OnnxImageClassifier? numbered = OnnxImageClassifier.OpenIfAny(Write("softmax.onnx", "probabilities"));
        Assert.Equal(["0", "1", "2"], numbered!.Classes);
    }

    [Fact]
    public void Of_several_outputs_features_and_probabilities_are_taken_by_name()
    {
        string path = Path.Combine(folder, "both.onnx");
        File.WriteAllBytes(path, new TinyGraph().Input("image", TinyGraph.Single, -1, 1, 1, 3).Constant("flat", -1, 3)
            .Node("Reshape", ["image", "flat"], "features").Node("Softmax", ["features"], "probabilities")
            .Output("features", TinyGraph.Single, -1, 3).Output("probabilities", TinyGraph.Single, -1, 3).ToModel());
        using var extractor = new OnnxFeatureExtractor(path);
        var features = new float[3];
        extractor.Extract(1, Shape, [1, 2, 3], features);
        Assert.Equal([1, 2, 3], features);
        using var classifier = new OnnxImageClassifier(path, ["a", "b", "c"]);
        classifier.Classify(1, Shape, [0, 0, 0], features);
        Assert.Equal([1 / 3f, 1 / 3f, 1 / 3f], features, (x, y) => MathF.Abs(x - y) < 1e-6f);
    }

    [Fact]
    public void A_file_that_does_not_fit_is_refused()
    {
        Assert.Contains("does not exist", Assert.Throws<GeneratorException>(() => new OnnxImageClassifier(Path.Combine(folder, "none.onnx"))).Message);
        Assert.Contains("does not say its classes", Assert.Throws<GeneratorException>(() => new OnnxImageClassifier(Write("s.onnx", "probabilities"))).Message);
        Assert.Contains("tells 3 classes", Assert.Throws<GeneratorException>(() => new OnnxImageClassifier(Write("t.onnx", "probabilities"), ["a"])).Message);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Write(string name, string output)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, new TinyGraph().Input("image", TinyGraph.Single, -1, 1, 1, 3).Constant("flat", -1, 3)
            .Node("Reshape", ["image", "flat"], "rows").Node(output == "features" ? "Relu" : "Softmax", ["rows"], output)
            .Output(output, TinyGraph.Single, -1, 3).ToModel());
        return path;
    }
}
