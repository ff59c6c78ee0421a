using GanAugment.Data;
using GanAugment.Filtering;
using GanAugment.Generation;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;

namespace GanAugment.Transforms.Tests.Filtering;

/// <summary>Classifiers, discriminators and features in ONNX files, run by the real ONNX Runtime on 4×4 images.</summary>
public sealed class OnnxFiltersTests : IDisposable
{
    private readonly MLContext context = new(1);
    private readonly string folder = Directory.CreateTempSubdirectory("ganaugment").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private IDataView Train => field ??= Example.View(context, 20, 10, 5);

    // Logits that are highest where the mean level is nearest to the class's: 2 m x − m² for m = −0.5, 0, 0.5.
    private string Classifier => Write("classifier.onnx", new TinyGraph().Input("pixels", TinyGraph.Single, -1, 4, 4, 1)
        .Constant("flat", -1, 16).Constant("map", [.. Enumerable.Repeat(new[] { -1f, 0, 1 }, 16).SelectMany(m => m.Select(v => 20 * v / 16))], 16, 3)
        .Constant("bias", [-5f, 0, -5], 3).Node("Reshape", ["pixels", "flat"], "x").Node("MatMul", ["x", "map"], "sum").Node("Add", ["sum", "bias"], "logits")
        .Output("logits", TinyGraph.Single, -1, 3));

    // Real where the mean level is low, whatever the class.
    private string Discriminator(string name) => Write(name, new TinyGraph().Input("image", TinyGraph.Single, -1, 1, 4, 4).Input("y", TinyGraph.Single, -1, 3)
        .Constant("flat", -1, 16).Constant("map", [.. Enumerable.Repeat(-1f, 16)], 16, 1).Constant("none", [0f, 0, 0], 3, 1)
        .Node("Reshape", ["image", "flat"], "x").Node("MatMul", ["x", "map"], "figure").Node("MatMul", ["y", "none"], "zero")
        .Node("Add", ["figure", "zero"], "logit").Output("logit", TinyGraph.Single, -1, 1));

    [Fact]
    public void A_classifier_file_judges_images_in_its_own_layout()
    {
        var input = new ImageBinding { Name = "pixels", Axes = ImageAxes.Nhwc };
        IImageFilter filter = ImageFilters.Classifier(Classifier, Example.Classes, input: input);
        Assert.Equal(1, Fit(filter).Filters!.Single(c => c.ClassName == "b").Rate, 0.05);
        IImageFilter wrong = ImageFilters.Classifier(Classifier, ["b", "a", "c"], input: input);
        Assert.Equal(0, Fit(wrong).Filters!.Single(c => c.ClassName == "b").Rate, 0.05);
    }

    [Fact]
    public void A_pipeline_with_ApplyOnnxModel_judges_the_columns_it_reads()
    {
        // The same logits of levels 0 … 255.
        string path = Write("levels.onnx", new TinyGraph().Input("Pixels", TinyGraph.Single, -1, 16)
            .Constant("map", [.. Enumerable.Repeat(new[] { -1f, 0, 1 }, 16).SelectMany(m => m.Select(v => 20 * v / 16 / 127.5f))], 16, 3)
            .Constant("bias", [15f, 0, -25], 3).Node("MatMul", ["Pixels", "map"], "sum").Node("Add", ["sum", "bias"], "Score")
            .Output("Score", TinyGraph.Single, -1, 3));
        ITransformer model = context.Transforms.ApplyOnnxModel("Score", "Pixels", path).Fit(Train);
        Assert.Equal(1, Fit(ImageFilters.Classifier(model, classes: Example.Classes)).Filters!.Single(c => c.ClassName == "b").Rate, 0.05);
        Assert.Equal(0, Fit(ImageFilters.Classifier(model, classes: ["b", "a", "c"])).Filters!.Single(c => c.ClassName == "b").Rate, 0.05);
    }

    [Fact]
    public void A_discriminator_beside_the_generator_is_found_and_shifts_what_is_kept()
    {
        string model = Path.Combine(folder, "generator.onnx");
        GeneratorManifest manifest = TinyOnnx.Manifest with { Discriminator = "critic.onnx" };
        File.WriteAllBytes(model, TinyOnnx.Write(manifest));
        Discriminator("critic.onnx");
        // Real images are darker than generated ones, so that dark images look real.
        IDataView train = context.Data.LoadFromEnumerable(Example.List(20, 10, 5)
            .Select(row => new Example { Label = row.Label, Name = row.Name, Pixels = [.. row.Pixels.Select(p => p / 4)] }));
        BigGanAugmentationOptions options = Given.Options() with { Generator = null, ModelFile = model, SyntheticWeight = null };
        var transformer = (BigGanAugmentationTransformer)context.Transforms
            .AugmentWithBigGan(options with { Filters = [ImageFilters.Discriminator()] }).Fit(train);
        Assert.InRange(transformer.Filters!.Single(c => c.ClassName == "b").Rate, 0.05, 0.95);
        double kept = Mean(transformer.Transform(train), train), all = Mean(context.Data.AugmentWithBigGan(train, options), train);
        Assert.True(kept < all, $"{kept} < {all}");
    }

    [Fact]
    public void Features_of_a_file_measure_distances()
    {
        string path = Write("features.onnx", new TinyGraph().Input("image", TinyGraph.Single, -1, 1, 4, 4).Constant("flat", -1, 16)
            .Node("Reshape", ["image", "flat"], "features").Output("features", TinyGraph.Single, -1, 16));
        using var extractor = new OnnxFeatureExtractor(path);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))), extractor.Sha256);
        Assert.Equal((16, $"features-{extractor.Sha256[..8]}"), (extractor.Length, extractor.Name));
        float[] images = [.. Enumerable.Range(0, 11 * 16).Select(i => i / 200f)], features = new float[11 * 16];
        extractor.Extract(11, new ImageShape(1, 4, 4), images, features);
        Assert.Equal(images, features);
        Assert.NotNull(Fit(ImageFilters.NearCopy(1, extractor)).Filters);
        Assert.NotNull(Fit(ImageFilters.WithinManifold(3, extractor)).Filters);
    }

    [Fact]
    public void Files_that_do_not_fit_are_refused()
    {
        Assert.Contains("does not exist", Refused(ImageFilters.Classifier(Path.Combine(folder, "none.onnx"), Example.Classes)));
        Assert.Contains("inputs are pixels", Assert.Throws<GeneratorException>(() => new OnnxFeatureExtractor(Classifier, new ImageBinding())).Message);
        Assert.Contains("inputs are pixels", Refused(ImageFilters.Discriminator(Classifier)));
        Assert.Contains("needed", Refused(ImageFilters.Classifier(Classifier, ["a", "b", "c", "d"], input: new ImageBinding { Name = "pixels", Axes = ImageAxes.Nhwc })));
        Assert.Contains("came from no file", Assert.Throws<OptionException>(() => Fit(ImageFilters.Discriminator())).Message);
    }

    [Fact]
    public void A_file_that_is_no_ONNX_is_called_what_it_was_to_be()
    {
        string path = Path.Combine(folder, "text.onnx");
        File.WriteAllText(path, "no model");
        Assert.StartsWith("The classifier is no ONNX file", Refused(ImageFilters.Classifier(path, Example.Classes)));
        Assert.StartsWith("The discriminator is no ONNX file", Refused(ImageFilters.Discriminator(path)));
        Assert.StartsWith("The feature extractor is no ONNX file", Assert.Throws<GeneratorException>(() => new OnnxFeatureExtractor(path)).Message);
        Assert.StartsWith("The generator is no ONNX file", Assert.Throws<GeneratorException>(() => OnnxConditionalGenerator.Load(path)).Message);
    }

    [Fact]
    public void A_discriminator_that_is_missing_or_of_another_generator_is_refused()
    {
        string model = Path.Combine(folder, "generator.onnx");
        File.WriteAllBytes(model, TinyOnnx.Write(TinyOnnx.Manifest));
        BigGanAugmentationOptions options = Given.Options() with { Generator = null, ModelFile = model };
        string Why(string? file = null) => Assert.Throws<GeneratorException>(
            () => context.Transforms.AugmentWithBigGan(options with { Filters = [ImageFilters.Discriminator(file)] }).Fit(Train)).Message;
        Assert.StartsWith("There is no discriminator beside the generator. It was sought at '" + Path.Combine(folder, "discriminator.onnx"), Why());

        var own = new DiscriminatorManifest { Channels = 1, Height = 4, Width = 4, Classes = Example.Classes };
        string plain = Discriminator("plain.onnx"), named = Path.Combine(folder, "named.onnx");
        Assert.Contains("does not say which classes", Assert.Throws<GeneratorException>(() => OnnxDiscriminator.Load(plain)).What);
        void Name(string json) => File.WriteAllBytes(named, [.. File.ReadAllBytes(plain), .. TinyOnnx.Metadata(GeneratorManifest.MetadataKey, json)]);
        Name((own with { Classes = ["c", "b", "a"] }).ToJson());
        Assert.Contains("its classes are 'c', 'b', 'a', but the generator's 'a', 'b', 'c'", Why(named));
        Name((own with { Height = 8 }).ToJson());
        Assert.Contains("it judges images of 1×8×4, but the generator makes 1×4×4", Why(named));
        Name("""{ "version": 9, "channels": 1, "height": 4, "width": 4, "classes": ["a"] }""");
        Assert.Contains("its version is 9", Why(named));
        Name(own.ToJson());
        using OnnxDiscriminator opened = OnnxDiscriminator.Load(named);
        Assert.Equal(own.ToJson(), opened.Manifest!.ToJson());
        float[] logits = new float[2];
        opened.Criticise(2, new ImageShape(1, 4, 4), [.. Enumerable.Repeat(0.5f, 16), .. Enumerable.Repeat(-0.25f, 16)], [0, 2], logits);
        Assert.Equal([-8, 4], logits);
        Assert.Contains("it is a discriminator", Assert.Throws<GeneratorException>(() => OnnxConditionalGenerator.Load(named)).What);
    }

    private string Refused(IImageFilter filter) => Assert.Throws<GeneratorException>(() => Fit(filter)).Message;

    private BigGanAugmentationTransformer Fit(IImageFilter filter) =>
        (BigGanAugmentationTransformer)context.Transforms.AugmentWithBigGan(Given.Options() with { Filters = [filter] }).Fit(Train);

    private static double Mean(IDataView view, IDataView train)
    {
        List<bool> synthetic = Values.Synthetic(view, train);
        return Values.Vectors<float>(view, "Pixels").Where((_, i) => synthetic[i]).Average(v => v.DenseValues().Average());
    }

    private string Write(string name, TinyGraph graph)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, graph.ToModel());
        return path;
    }
}
