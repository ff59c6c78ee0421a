using GanAugment.Transforms.Filtering;
using GanAugment.Transforms.Tests.Support;

namespace GanAugment.Transforms.Tests;

/// <summary>ONNX files like those that fuzzing broke their readers with: what is wrong in them is told as every other error of a file.</summary>
public sealed class HostileOnnxTests : IDisposable
{
    private const string Classes = "ganaugment.classifier";

    private readonly string folder = Directory.CreateTempSubdirectory("ganaugment-hostile-").FullName;

    [Fact]
    public void A_model_without_outputs()
    {
        byte[] model = new TinyGraph().Input("image", TinyGraph.Single, -1, 1, 1, 3).Node("Relu", ["image"], "lost").ToModel();
        Refused(() => Model(model));
        Refused(() => new OnnxImageClassifier(Write(model), ["a"]));
        Refused(() => new OnnxFeatureExtractor(Write(model)));
    }

    [Theory]
    [InlineData(TinyGraph.Int64, "Int64")]
    [InlineData(TinyGraph.Int32, "Int32")]
    public void An_input_of_numbers_that_no_image_has(int type, string name)
    {
        byte[] model = new TinyGraph().Input("image", type, -1, 1, 1, 3).Cast("image", "numbers", TinyGraph.Single)
            .Output("numbers", TinyGraph.Single, -1, 1, 1, 3).ToModel();
        Assert.Contains($"'image' takes {name}, not Single or Byte", Refused(() => Model(model)));
        Assert.Contains($"'image' takes {name}", Refused(() => new OnnxImageClassifier(Write(model), ["a", "b", "c"])));
    }

    [Theory]
    [InlineData(100_000_000, 1, 1, 3)]
    // The product of these is no Int32, and has been a small one.
    [InlineData(-1, 1, 65536, 65537)]
    [InlineData(-1, 1, 65536, 65536)]
    public void A_model_that_takes_or_gives_too_much_at_once(int n, int c, int h, int w)
    {
        byte[] model = new TinyGraph().Input("image", TinyGraph.Single, n, c, h, w).Node("Relu", ["image"], "numbers")
            .Output("numbers", TinyGraph.Single, n, c, h, w).ToModel();
        Assert.Contains("are the most", Refused(() => Model(model)));
    }

    [Fact]
    public void An_output_that_has_no_length_for_each_image()
    {
        byte[] model = new TinyGraph().Input("image", TinyGraph.Single, -1, 1, 1, 3).Node("ReduceSum", ["image"], "sum")
            .Constant("scalar", Array.Empty<long>()).Node("Reshape", ["sum", "scalar"], "probabilities").Output("probabilities", TinyGraph.Single).ToModel();
        using (OnnxImageModel opened = Model(model)) Assert.Null(opened.Length);
        Assert.Contains("does not say how many classes", Refused(() => OnnxImageClassifier.OpenIfAny(Write(model))));
        using var classifier = new OnnxImageClassifier(Write(model), ["a", "b", "c"]);
        Assert.Throws<GeneratorException>(() => classifier.Classify(1, new Data.ImageShape(1, 1, 3), [1, 2, 3], new float[3]));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(70_000)]
    public void A_classifier_of_no_known_or_too_many_classes(int classes)
    {
        byte[] model = new TinyGraph().Input("image", TinyGraph.Single, -1, 1, 1, classes).Constant("flat", 0, -1).Node("Reshape", ["image", "flat"], "rows")
            .Node("Softmax", ["rows"], "probabilities").Output("probabilities", TinyGraph.Single, -1, classes).ToModel();
        Assert.Contains("does not say how many classes", Refused(() => OnnxImageClassifier.OpenIfAny(Write(model))));
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{ "classes": 3 }""")]
    [InlineData("""{ "classes": [1, 2, 3] }""")]
    [InlineData("""{ "classes": ["a", "a", "b"] }""")]
    [InlineData("""{ "classes": [null, "a", "b"] }""")]
    public void A_classifier_whose_classes_cannot_be_read(string json) =>
        Assert.Contains("classes cannot be read", Refused(() => new OnnxImageClassifier(Write([.. Classifier(), .. TinyGraph.Metadata(Classes, json)]))));

    // ONNX Runtime reads a key up to a NUL, and finds no value under that.
    [Theory]
    [InlineData("cut\0short")]
    [InlineData("cut\0short", "cut\0too")]
    public void Metadata_whose_keys_are_not_what_they_seem(params string[] keys)
    {
        byte[] entries = [.. keys.SelectMany(key => TinyGraph.Metadata(key, "value"))];
        byte[] classifier = [.. Classifier(), .. TinyGraph.Metadata(Classes, """{ "classes": ["a", "b", "c"] }"""), .. entries];
        const string What = "The metadata of the ONNX file cannot be read";
        Assert.Contains(What, Refused(() => new OnnxImageClassifier(Write(classifier))));
        Assert.Contains(What, Refused(() => OnnxImageClassifier.OpenIfAny(Write(classifier))));
        Assert.Contains(What, Refused(() => OnnxConditionalGenerator.Load(Write([.. TinyOnnx.Write(TinyOnnx.Manifest), .. entries]))));
    }

    [Theory]
    [InlineData(null, "value")]
    [InlineData("key", null)]
    [InlineData(null, null)]
    public void Metadata_without_key_or_value_is_passed_over(string? key, string? value)
    {
        byte[] entry = TinyGraph.Metadata(key, value);
        using var classifier = new OnnxImageClassifier(Write([.. Classifier(), .. TinyGraph.Metadata(Classes, """{ "classes": ["a", "b", "c"] }"""), .. entry]));
        Assert.Equal(["a", "b", "c"], classifier.Classes);
        OnnxConditionalGenerator.Load(Write([.. TinyOnnx.Write(TinyOnnx.Manifest), .. entry])).Dispose();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static byte[] Classifier() => new TinyGraph().Input("image", TinyGraph.Single, -1, 1, 1, 3).Constant("flat", -1, 3)
        .Node("Reshape", ["image", "flat"], "rows").Node("Softmax", ["rows"], "probabilities").Output("probabilities", TinyGraph.Single, -1, 3).ToModel();

    private OnnxImageModel Model(byte[] content) => new(Write(content), "classifier", null, null, null);

    private string Write(byte[] content)
    {
        string path = Path.Combine(folder, $"{Guid.NewGuid():N}.onnx");
        File.WriteAllBytes(path, content);
        return path;
    }

    private static string Refused(Func<IDisposable?> open) => Assert.Throws<GeneratorException>(() => open()?.Dispose()).Message;
}
