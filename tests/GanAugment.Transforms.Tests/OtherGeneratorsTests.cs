using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Provenance;
using GanAugment.Sampling;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;

namespace GanAugment.Transforms.Tests;

/// <summary>Files that other programs exported, with a manifest written by hand, run by the real ONNX Runtime. Images are 4×4; a file's arithmetic is simple
/// enough to be repeated here.</summary>
public sealed class OtherGeneratorsTests : IDisposable
{
    private const int Z = 3;

    private static readonly float[] Levels = [-0.5f, 0, 0.5f]; // of the classes a, b, c

    private readonly MLContext context = new(1);
    private readonly string folder = Directory.CreateTempSubdirectory("ganaugment").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private IDataView Train => field ??= Example.View(context, 12, 6, 3);

    private static GeneratorManifest Manifest(GraphBinding graph) => new()
    {
        Channels = 1, Height = 4, Width = 4, LatentSize = graph.Latent is null ? 0 : Z, Classes = Example.Classes, Graph = graph,
    };

    // z [N, 3] and a class number → [N, 4, 4, 1], 0 … 255, with a constant ψ.
    private static (byte[] Model, GeneratorManifest Manifest) StyleGan => (
        new TinyGraph().Input("z", TinyGraph.Single, -1, Z).Input("label", TinyGraph.Int64, -1).Input("truncation_psi", TinyGraph.Single)
            .Constant("levels", [.. Levels.SelectMany(level => Enumerable.Repeat(level, 16))], 3, 16)
            .Constant("map", [.. Enumerable.Repeat(0.1f, Z * 16)], Z, 16).Constant("half", [127.5f]).Constant("shape", -1, 4, 4, 1)
            .Node("Mul", ["z", "truncation_psi"], "w").Node("MatMul", ["w", "map"], "noise").Node("Gather", ["levels", "label"], "level")
            .Node("Add", ["noise", "level"], "sum").Node("Mul", ["sum", "half"], "scaled").Node("Add", ["scaled", "half"], "pixels")
            .Node("Reshape", ["pixels", "shape"], "img").Output("img", TinyGraph.Single, -1, 4, 4, 1).ToModel(),
        Manifest(new GraphBinding
        {
            Latent = "z",
            Label = new LabelBinding { Name = "label", Form = LabelForm.Index },
            Image = new ImageBinding { Name = "img", Axes = ImageAxes.Nhwc, Values = ImageValues.ZeroTo255 },
            Constants = new Dictionary<string, double> { ["truncation_psi"] = 0.5 },
        }));

    // z, one-hot y and ψ, which also chooses statistics → [N, 1, 4, 4].
    private static (byte[] Model, GeneratorManifest Manifest) TfHub => (
        new TinyGraph().Input("z", TinyGraph.Single, -1, Z).Input("y", TinyGraph.Single, -1, 3).Input("truncation", TinyGraph.Single)
            .Constant("levels", [.. Levels.SelectMany(level => Enumerable.Repeat(level, 16))], 3, 16)
            .Constant("map", [.. Enumerable.Repeat(0.05f, Z * 16)], Z, 16).Constant("tenth", [0.1f]).Constant("shape", -1, 1, 4, 4)
            .Node("MatMul", ["z", "map"], "noise").Node("MatMul", ["y", "levels"], "level").Node("Mul", ["truncation", "tenth"], "told")
            .Node("Add", ["noise", "level"], "sum").Node("Add", ["sum", "told"], "told_sum").Node("Reshape", ["told_sum", "shape"], "image")
            .Output("image", TinyGraph.Single, -1, 1, 4, 4).ToModel(),
        Manifest(new GraphBinding { Latent = "z", Label = new LabelBinding(), Truncation = "truncation" }));

    [Fact]
    public void A_class_number_constants_another_layout_and_range_are_bound_by_the_manifest()
    {
        using OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(Write("style.onnx", StyleGan));
        float[] z = [1, 2, -0.5f, 0, 0, 0], y = [0, 0, 1, 1, 0, 0], images = new float[32];
        generator.Generate(2, z, y, images);
        Assert.All(images[..16], value => Assert.Equal(0.5f + 0.5f * 0.25f, value, 1e-5f));
        Assert.All(images[16..], value => Assert.Equal(-0.5f, value, 1e-5f));
        Assert.Throws<OptionException>(() => generator.Generate(1, z, [0.5f, 0.5f, 0], images));
    }

    [Fact]
    public void A_file_that_takes_the_truncation_is_told_of_it()
    {
        using OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(Write("hub.onnx", TfHub));
        var sampler = new ConditionalSampler(generator, 3);
        ImageAddress[] rows = [new(0, 0), new(0, 0, Truncation.Scaled(0.4f)), new(1, 0), new(1, 1, Truncation.Scaled(0.4f))];
        float[] images = new float[4 * 16];
        sampler.Sample(rows, images);
        for (int i = 0; i < rows.Length; i++)
        {
            float[] z = new float[Z];
            new LatentStream(3, rows[i].Truncation).Fill(rows[i].Class, rows[i].Row, z);
            float told = rows[i].Truncation.Kind == TruncationKind.None ? 1 : 0.4f;
            Assert.Equal(Levels[rows[i].Class] + 0.05f * z.Sum() + 0.1f * told, images[i * 16], 1e-5f);
        }

        var e = Assert.Throws<OptionException>(() => sampler.Sample([new ImageAddress(0, 0, Truncation.Threshold(1))], images));
        Assert.Contains("Truncation.Scaled", e.Remedy);
    }

    [Fact]
    public void Every_form_augments_a_pipeline()
    {
        foreach (var (name, form) in new[] { ("style", StyleGan), ("hub", TfHub) })
        {
            IDataView view = context.Data.AugmentWithBigGan(Train, Given.Options() with { Generator = null, ModelFile = Write($"{name}.onnx", form) });
            Assert.Equal([12, 12, 12], Values.Of(view, "Label").CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value));
            CursorInvariants.Hold(view);
        }
    }

    [Fact]
    public void An_unconditional_generator_for_each_class_makes_a_set()
    {
        File.WriteAllText(Path.Combine(folder, "set.json"), """{ "version": 1, "files": { "b": "b.onnx", "c": "c.onnx" } }""");
        for (int c = 1; c < 3; c++) WriteUnconditional(c);
        using (GeneratorSet set = GeneratorSet.Load(Path.Combine(folder, "set.json")))
        {
            Assert.Equal(["b", "c"], set.Manifest.Classes);
            float[] images = new float[32];
            set.Generate(2, [1, 1, 1, 0, 0, 0], [0, 1, 1, 0], images);
            Assert.Equal(0.5f + 0.3f, images[0], 1e-5f);
            Assert.Equal(0, images[16], 1e-5f);
            Assert.Throws<OptionException>(() => set.Generate(1, new float[3], [0.5f, 0.5f], images));
        }

        List<string> messages = Given.Messages(context);
        IDataView view = context.Data.AugmentWithBigGan(
            Train, Given.Options() with { Generator = null, ModelFile = Path.Combine(folder, "set.json"), SyntheticOriginColumnName = "Origin" });
        Assert.Equal(36, Values.Rows(view));
        Assert.Contains(Values.Of(view, "Origin"), origin => origin.Contains("\"generator\":\"sha256:"));
    }

    [Fact]
    public void A_set_that_does_not_belong_together_is_refused()
    {
        string path = Path.Combine(folder, "set.json");
        void Refused(string json, string why)
        {
            File.WriteAllText(path, json);
            Assert.Contains(why, Assert.Throws<GeneratorException>(() => GeneratorSet.Load(path)).What);
        }

        Refused("{", "cannot be read");
        Refused("""{ "version": 2, "files": { "b": "b.onnx" } }""", "its version is 2");
        Refused("""{ "files": { } }""", "names no file");
        Refused("""{ "files": { "b": "b.onnx" }, "more": 1 }""", "more");
        Refused("""{ "files": { "b": "b.onnx" } }""", "does not exist");
        Refused("""{ "files": null }""", "files");
        Refused("""{ "files": { "b": null } }""", "no .onnx file");
        // A set in a set could be the same one.
        Refused("""{ "files": { "b": "set.json" } }""", "no .onnx file");
        Assert.Throws<GeneratorException>(() => context.Transforms.AugmentWithBigGan("Pixels", path));
        WriteUnconditional(1);
        Refused("""{ "files": { "c": "b.onnx" } }""", "The generator of class 'c' makes 'b'");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_translator_makes_rows_of_real_images_of_other_classes(bool withLatents)
    {
        string path = Write("star.onnx", Translator(withLatents));
        List<string> messages = Given.Messages(context);
        IDataView view = context.Data.AugmentWithBigGan(Train, Given.Options(strategy: SamplingStrategy.UpTo(12)) with
        {
            Generator = null, ModelFile = path, SyntheticOriginColumnName = "Origin",
        });
        Assert.Equal(36, Values.Rows(view));
        CursorInvariants.Hold(view);
        List<bool> synthetic = Values.Synthetic(view, Train);
        List<string> pixels = Values.Of(view, "Pixels"), labels = Values.Of(view, "Label"), origins = Values.Of(view, "Origin");
        var sources = new HashSet<string>();
        for (int i = 0; i < pixels.Count; i++)
        {
            if (!synthetic[i]) continue;
            SyntheticOrigin origin = SyntheticOrigin.Parse(origins[i]);
            Assert.DoesNotContain($"class '{labels[i]}'", origin.TranslatedFrom);
            sources.Add(labels[i] + origin.TranslatedFrom);
            if (withLatents) continue;
            // Half of a source's contrast around the class's level.
            var sourceRows = Values.Of(Train, "Pixels").Zip(Values.Of(Train, "Label")).Where(row => row.Second != labels[i])
                .Select(row => string.Join(" ", row.First.Split(' ').Select(p => Expected(float.Parse(p), labels[i]))));
            Assert.Contains(pixels[i], sourceRows);
        }

        // Every row has a source of its own.
        Assert.Equal(15, sources.Count);
    }

    [Fact]
    public void A_translator_without_latents_gives_no_more_rows_than_sources()
    {
        string path = Write("star.onnx", Translator(false));
        List<string> messages = Given.Messages(context);
        IDataView view = context.Data.AugmentWithBigGan(
            Train, Given.Options(strategy: SamplingStrategy.Add(15)) with { Generator = null, ModelFile = path });
        // a has 9 sources, b 15, c 18.
        Assert.Equal([12 + 9, 6 + 15, 3 + 15], Values.Of(view, "Label").CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value));
        Assert.Contains(messages, m => m.StartsWith("Warning") && m.Contains("too few images of other classes to translate into 'a'"));
    }

    [Fact]
    public void Only_the_classes_that_a_translator_names_are_translated()
    {
        var (model, manifest) = Translator(false);
        string path = Write("horse.onnx", (model, manifest with { Graph = manifest.Graph! with { SourceClasses = ["b"] } }));
        IDataView view = context.Data.AugmentWithBigGan(Train, Given.Options(strategy: SamplingStrategy.Add(6)) with
        {
            Generator = null, ModelFile = path, SyntheticOriginColumnName = "Origin",
        });
        Assert.All(Values.Of(view, "Origin").Where(origin => origin.Length > 0), origin => Assert.Contains("class 'b'", origin));
        Assert.Equal(21 + 6 + 0 + 6, Values.Rows(view));
    }

    [Fact]
    public void A_translator_for_each_class_makes_a_set()
    {
        string path = Path.Combine(folder, "cycle.json");
        File.WriteAllText(path, """{ "version": 1, "files": { "b": "to-b.onnx", "c": "to-c.onnx" } }""");
        Write("to-b.onnx", TranslatorInto(1, ["a"]));
        Write("to-c.onnx", TranslatorInto(2, ["b"]));
        using (TranslatorSet set = TranslatorSet.Load(path))
        {
            Assert.Equal(["b", "c"], set.Manifest.Classes);
            Assert.Equal((0, "a", "b"), (set.Manifest.LatentSize, set.SourceClasses(0)!.Single(), set.SourceClasses(1)!.Single()));
            float[] sources = [.. Enumerable.Repeat(0.2f, 32)], images = new float[32];
            set.Translate(2, sources, [], [0, 1, 1, 0], images);
            Assert.Equal(0.5f + 0.1f, images[0], 1e-5f);
            Assert.Equal(0.1f, images[16], 1e-5f);
            Assert.Throws<OptionException>(() => set.Translate(1, sources, [], [0.5f, 0.5f], images));
        }

        IDataView view = context.Data.AugmentWithBigGan(Train, Given.Options(strategy: SamplingStrategy.UpTo(9)) with
        {
            Generator = null, ModelFile = path, SyntheticOriginColumnName = "Origin",
        });
        Assert.Equal([12, 9, 9], Values.Of(view, "Label").CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value));
        CursorInvariants.Hold(view);
        // Each file has sources of its own: b comes of a, c of b.
        foreach (var (label, origin) in Values.Of(view, "Label").Zip(Values.Of(view, "Origin")).Where(row => row.Second.Length > 0))
            Assert.EndsWith(label == "b" ? "class 'a'" : "class 'b'", SyntheticOrigin.Parse(origin).TranslatedFrom);
    }

    [Fact]
    public void A_set_of_translators_that_do_not_belong_together_is_refused()
    {
        string path = Path.Combine(folder, "cycle.json");
        File.WriteAllText(path, """{ "version": 1, "files": { "b": "b.onnx", "c": "to-c.onnx" } }""");
        WriteUnconditional(1);
        Write("to-c.onnx", TranslatorInto(2, null));
        BigGanAugmentationOptions options = Given.Options() with { Generator = null, ModelFile = path };
        Assert.Contains("others translate", Assert.Throws<GeneratorException>(() => context.Transforms.AugmentWithBigGan(options)).Message);
        Assert.Contains("translates none", Assert.Throws<GeneratorException>(() => TranslatorSet.Load(path)).What);
        Assert.Contains("do not belong together", Assert.Throws<GeneratorException>(() => new TranslatorSet([])).What);
    }

    // Half of the source's contrast around the level of one class.
    private static (byte[] Model, GeneratorManifest Manifest) TranslatorInto(int c, string[]? sources) => (
        new TinyGraph().Input("photo", TinyGraph.Single, -1, 1, 4, 4).Constant("half", [0.5f]).Constant("level", [Levels[c]])
            .Node("Mul", ["photo", "half"], "faint").Node("Add", ["faint", "level"], "out").Output("out", TinyGraph.Single, -1, 1, 4, 4).ToModel(),
        Manifest(new GraphBinding { Source = new ImageBinding { Name = "photo" }, SourceClasses = sources, Image = new ImageBinding { Name = "out" } }) with
        {
            Classes = [Example.Classes[c]],
        });

    [Theory]
    [InlineData(ImageValues.ZeroToOne, false)]
    [InlineData(ImageValues.ZeroTo255, false)]
    [InlineData(ImageValues.ZeroTo255, true)]
    public void Images_of_other_ranges_and_bytes_are_bound_by_the_manifest(ImageValues values, bool bytes)
    {
        // The class's level as the file has it, whole numbers where it has bytes.
        float white = values == ImageValues.ZeroToOne ? 1 : 255;
        float[] levels = [0.2f * white, 0.4f * white, white];
        TinyGraph graph = new TinyGraph().Input("z", TinyGraph.Single, -1, Z).Input("y", TinyGraph.Single, -1, 3)
            .Constant("levels", [.. levels.SelectMany(level => Enumerable.Repeat(level, 16))], 3, 16)
            .Constant("none", [.. Enumerable.Repeat(0f, Z * 16)], Z, 16).Constant("shape", -1, 1, 4, 4)
            .Node("MatMul", ["z", "none"], "noise").Node("MatMul", ["y", "levels"], "level").Node("Add", ["noise", "level"], "sum")
            .Node("Reshape", ["sum", "shape"], bytes ? "plain" : "image");
        if (bytes) graph.Cast("plain", "image", TinyGraph.Byte);
        graph.Output("image", bytes ? TinyGraph.Byte : TinyGraph.Single, -1, 1, 4, 4);
        string path = Write("ranged.onnx", (graph.ToModel(), Manifest(new GraphBinding
        {
            Latent = "z", Label = new LabelBinding(), Image = new ImageBinding { Values = values },
        })));
        using OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(path);
        float[] images = new float[3 * 16];
        generator.Generate(3, new float[3 * Z], [1, 0, 0, 0, 1, 0, 0, 0, 1], images);
        foreach (var (image, share) in images.Chunk(16).Zip([0.2f, 0.4f, 1]))
            Assert.All(image, value => Assert.Equal(2 * share - 1, value, 1e-5f));
    }

    [Fact]
    public void A_translator_of_bytes_is_given_bytes()
    {
        // One level darker, wherever there is light.
        byte[] model = new TinyGraph().Input("photo", TinyGraph.Byte, -1, 4, 4, 1).Constant("one", [1f]).Cast("photo", "light", TinyGraph.Single)
            .Node("Sub", ["light", "one"], "darker").Node("Relu", ["darker"], "there").Cast("there", "out", TinyGraph.Byte)
            .Output("out", TinyGraph.Byte, -1, 4, 4, 1).ToModel();
        var bytes = new ImageBinding { Axes = ImageAxes.Nhwc, Values = ImageValues.ZeroTo255 };
        var graph = new GraphBinding { Source = bytes with { Name = "photo" }, Image = bytes with { Name = "out" } };
        string path = Write("bytes.onnx", (model, Manifest(graph) with { Classes = ["b"] }));
        using OnnxImageTranslator translator = OnnxImageTranslator.Load(path);
        byte[] levels = [0, 1, 2, 7, 100, 127, 128, 200, 254, 255, 3, 4, 5, 6, 8, 9];
        float[] source = new float[16], image = new float[16];
        PixelRange.ToUnit(levels, source);
        translator.Translate(1, source, [], [1], image);
        byte[] found = new byte[16];
        PixelRange.ToBytes(image, found);
        Assert.Equal(levels.Select(level => (byte)Math.Max(0, level - 1)), found);
    }

    [Fact]
    public void A_class_number_may_be_of_32_bits()
    {
        byte[] model = new TinyGraph().Input("z", TinyGraph.Single, -1, Z).Input("label", TinyGraph.Int32, -1, 1)
            .Constant("levels", [.. Levels.SelectMany(level => Enumerable.Repeat(level, 16))], 3, 16)
            .Constant("none", [.. Enumerable.Repeat(0f, Z * 16)], Z, 16).Constant("shape", -1, 1, 4, 4)
            .Node("MatMul", ["z", "none"], "noise").Node("Gather", ["levels", "label"], "wide").Constant("flat", -1, 16)
            .Node("Reshape", ["wide", "flat"], "level").Node("Add", ["noise", "level"], "sum").Node("Reshape", ["sum", "shape"], "image")
            .Output("image", TinyGraph.Single, -1, 1, 4, 4).ToModel();
        var graph = new GraphBinding { Latent = "z", Label = new LabelBinding { Name = "label", Form = LabelForm.Index } };
        string path = Write("int.onnx", (model, Manifest(graph)));
        using OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(path);
        float[] images = new float[2 * 16];
        generator.Generate(2, new float[2 * Z], [0, 0, 1, 1, 0, 0], images);
        Assert.Equal((0.5f, -0.5f), (images[0], images[16]));
    }

    [Fact]
    public void A_manifest_can_be_written_beside_a_file_or_into_a_copy_of_it()
    {
        var (model, manifest) = StyleGan;
        string path = Path.Combine(folder, "plain.onnx"), copy = Path.Combine(folder, "copy.onnx");
        File.WriteAllBytes(path, model);
        Assert.Contains("label, truncation_psi, z", string.Join(", ", Assert.Throws<GeneratorException>(() => OnnxConditionalGenerator.Load(path)).Message
            .Split("its inputs are ")[1].Split(", not")[0].Split(", ").Order()));
        ManifestFile.Embed(path, manifest, copy);
        using (OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(copy)) Assert.Equal(manifest.ToJson(), generator.Manifest.ToJson());
        Assert.Equal(path + ".json", ManifestFile.Attach(path, manifest));
        using (OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(path)) Assert.Equal(manifest.ToJson(), generator.Manifest.ToJson());
        ManifestFile.Attach(copy, manifest);
        Assert.Contains("another one beside it", Assert.Throws<GeneratorException>(() => OnnxConditionalGenerator.Load(copy)).What);
    }

    [Fact]
    public void What_a_file_takes_and_makes_is_told_without_running_it()
    {
        GeneratorFile style = GeneratorFile.Read(Write("style.onnx", StyleGan));
        Assert.Equal(["z float [N, 3]", "label int64 [N]", "truncation_psi float"], style.Inputs);
        Assert.Equal("img float [N, 4, 4, 1] in [0, 255]", style.Output);
        var (model, manifest) = Translator(false);
        string plain = Path.Combine(folder, "plain.onnx");
        File.WriteAllBytes(plain, model);
        GeneratorFile star = GeneratorFile.Read(plain, manifest);
        Assert.Equal(["photo float [N, 4, 4, 1]", "target float [N, 3]"], star.Inputs);
        Assert.Equal((manifest, null), (star.Manifest, star.Directions));
        var e = Assert.Throws<GeneratorException>(() => GeneratorFile.Read(plain, manifest with { Graph = null }));
        Assert.Contains("inputs are photo, target, not z, y", e.What);
    }

    [Fact]
    public void A_manifest_that_disagrees_with_the_file_is_refused()
    {
        void Refused((byte[] Model, GeneratorManifest Manifest) form, Func<GraphBinding, GraphBinding> change, string why)
        {
            string path = Write("wrong.onnx", (form.Model, form.Manifest with { Graph = change(form.Manifest.Graph!) }));
            Assert.Contains(why, Assert.Throws<GeneratorException>(() => OnnxConditionalGenerator.Load(path)).What);
        }

        Refused(StyleGan, g => g with { Constants = null }, "inputs are z, label, truncation_psi, not z, label");
        Refused(StyleGan, g => g with { Image = g.Image with { Axes = ImageAxes.Nchw } }, "[N, 4, 4, 1], but the manifest says [N, 1, 4, 4]");
        Refused(StyleGan, g => g with { Label = g.Label! with { Form = LabelForm.OneHot } }, "'label' is of type Int64");
        Refused(TfHub, g => g with { Label = g.Label! with { Form = LabelForm.Index } }, "'y' is no tensor of whole numbers");
        Refused(TfHub, g => g with { Latent = null }, "takes neither latents nor images");
        Refused(TfHub, g => g with { Truncation = "z" }, "uses one input twice");
        Refused(TfHub, g => g with { Label = null }, "makes one class, not 3");
        Refused(Translator(false), g => g, "translates images");
    }

    [Fact]
    public void A_file_of_one_image_at_a_time_and_latents_of_any_shape_works()
    {
        byte[] model = new TinyGraph().Input("noise", TinyGraph.Single, 1, Z, 1, 1).Constant("flat", -1, Z)
            .Constant("map", [.. Enumerable.Repeat(0.1f, Z * 16)], Z, 16).Constant("shape", 1, 1, 4, 4)
            .Node("Reshape", ["noise", "flat"], "z").Node("MatMul", ["z", "map"], "sum").Node("Reshape", ["sum", "shape"], "out")
            .Output("out", TinyGraph.Single, 1, 1, 4, 4).ToModel();
        GeneratorManifest manifest = Manifest(new GraphBinding { Latent = "noise", LatentShape = [Z, 1, 1], Image = new ImageBinding { Name = "out" } });
        using OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(Write("dcgan.onnx", (model, manifest with { Classes = ["a"] })));
        float[] images = new float[3 * 16];
        generator.Generate(3, [1, 0, 0, 2, 0, 0, 3, 0, 0], [1, 1, 1], images);
        for (int n = 0; n < 3; n++) Assert.Equal(0.1f * (n + 1), images[n * 16], 1e-5f);
    }

    // Half of the source's contrast around the level of the class wanted, and noise where there are latents.
    private static (byte[] Model, GeneratorManifest Manifest) Translator(bool withLatents)
    {
        TinyGraph graph = new TinyGraph().Input("photo", TinyGraph.Single, -1, 4, 4, 1).Input("target", TinyGraph.Single, -1, 3)
            .Constant("levels", [.. Levels.SelectMany(level => Enumerable.Repeat(level, 16))], 3, 16).Constant("shape", -1, 4, 4, 1)
            .Constant("half", [0.5f]).Node("MatMul", ["target", "levels"], "level").Node("Reshape", ["level", "shape"], "base")
            .Node("Mul", ["photo", "half"], "faint").Node("Add", ["faint", "base"], withLatents ? "plain" : "out");
        if (withLatents)
            graph.Input("z", TinyGraph.Single, -1, Z).Constant("map", [.. Enumerable.Repeat(0.05f, Z * 16)], Z, 16)
                .Node("MatMul", ["z", "map"], "noise").Node("Reshape", ["noise", "shape"], "spread").Node("Add", ["plain", "spread"], "out");
        graph.Output("out", TinyGraph.Single, -1, 4, 4, 1);
        return (graph.ToModel(), Manifest(new GraphBinding
        {
            Latent = withLatents ? "z" : null,
            Label = new LabelBinding { Name = "target" },
            Source = new ImageBinding { Name = "photo", Axes = ImageAxes.Nhwc, Values = ImageValues.MinusOneToOne },
            Image = new ImageBinding { Name = "out", Axes = ImageAxes.Nhwc },
        }));
    }

    private static int Expected(float level, string label)
    {
        float unit = 0.5f * (level / 127.5f - 1) + Levels[Array.IndexOf(Example.Classes, label)];
        return (int)Math.Clamp(MathF.Round((unit + 1) * 127.5f), 0, 255);
    }

    private void WriteUnconditional(int c)
    {
        byte[] model = new TinyGraph().Input("z", TinyGraph.Single, -1, Z).Constant("map", [.. Enumerable.Repeat(0.1f, Z * 16)], Z, 16)
            .Constant("level", [Levels[c]]).Constant("shape", -1, 1, 4, 4).Node("MatMul", ["z", "map"], "noise").Node("Add", ["noise", "level"], "sum")
            .Node("Reshape", ["sum", "shape"], "image").Output("image", TinyGraph.Single, -1, 1, 4, 4).ToModel();
        Write($"{Example.Classes[c]}.onnx", (model, Manifest(new GraphBinding { Latent = "z" }) with { Classes = [Example.Classes[c]] }));
    }

    private string Write(string name, (byte[] Model, GeneratorManifest Manifest) form)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, form.Model);
        ManifestFile.Attach(path, form.Manifest);
        return path;
    }
}
