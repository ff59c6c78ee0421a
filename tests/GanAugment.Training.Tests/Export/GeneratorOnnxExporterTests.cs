using System.Globalization;
using GanAugment.Generation;
using GanAugment.Training.Export;
using GanAugment.Training.Networks;
using GanAugment.Training.Snapshots;
using static TorchSharp.torch;

namespace GanAugment.Training.Tests.Export;

public sealed class GeneratorOnnxExporterTests
{
    public static TheoryData<string> Architectures => ["hierarchical", "class tables", "attention", "colour", "flat shared", "64 pixels", "128 pixels", "256 pixels", "512 pixels",
        "deep", "deep flat", "deep class tables", "deep attention at 64 pixels", "deep 128 pixels", "deep 256 pixels", "deep 512 pixels"];

    [Theory]
    [MemberData(nameof(Architectures))]
    public void The_file_and_the_network_make_the_same_images(string architecture)
    {
        using var tiny = Make(architecture);
        ExportResult result = GeneratorOnnxExporter.Export(tiny.Snapshot, tiny.Output, path => new OrtGenerator(path));
        Assert.InRange(result.MaximumDifference, 0, 2e-5);

        using var exported = new OrtGenerator(tiny.Output);
        var (z, y) = Inputs(exported, 6);
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        float[] images = exported.Generate(z, y);
        var (height, width, size) = (exported.Manifest.Height, exported.Manifest.Width, tiny.Network.Spec.Resolution);
        Tensor expected = tiny.Network.call(tensor(z, [6, exported.Manifest.LatentSize]), tensor(y, [6, exported.Manifest.Classes.Count]))
            .narrow(2, (size - height) / 2, height).narrow(3, (size - width) / 2, width);
        Assert.InRange((expected - tensor(images, expected.shape)).abs().max().item<float>(), 0, 2e-5);
        // Saturated or empty images would agree whatever the weights.
        Assert.InRange(expected.std().item<float>(), 0.02, 0.95);
    }

    [Fact]
    public void Equal_networks_give_equal_bytes()
    {
        using var tiny = new TinyGenerator(TinyGenerator.Gray);
        GeneratorOnnxExporter.Export(tiny.Snapshot, tiny.File("a.onnx"), path => new OrtGenerator(path));
        GeneratorOnnxExporter.Export(tiny.Snapshot, tiny.File("b.onnx"), path => new OrtGenerator(path));
        Assert.Equal(File.ReadAllBytes(tiny.File("a.onnx")), File.ReadAllBytes(tiny.File("b.onnx")));
    }

    [Fact]
    public void An_image_is_the_same_in_any_batch()
    {
        using var tiny = new TinyGenerator(TinyGenerator.Gray);
        GeneratorOnnxExporter.Export(tiny.Snapshot, tiny.Output, path => new OrtGenerator(path));
        using var exported = new OrtGenerator(tiny.Output);
        var (z, y) = Inputs(exported, 7);
        float[] together = exported.Generate(z, y);
        for (int i = 0; i < 7; i++)
        {
            float[] alone = exported.Generate(z[(i * 16)..((i + 1) * 16)], y[(i * 3)..((i + 1) * 3)]);
            Assert.All(alone.Zip(together.Skip(i * alone.Length)), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
        }
    }

    [Fact]
    public void A_mixture_of_classes_lies_between_them()
    {
        using var tiny = new TinyGenerator(TinyGenerator.Gray);
        GeneratorOnnxExporter.Export(tiny.Snapshot, tiny.Output, path => new OrtGenerator(path));
        using var exported = new OrtGenerator(tiny.Output);
        float[] z = Inputs(exported, 1).Z;
        float[] At(float t) => exported.Generate(z, [1 - t, t, 0]);
        float Distance(float[] a, float[] b) => MathF.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());
        float[] from = At(0), to = At(1);
        float whole = Distance(from, to);
        Assert.True(whole > 0.1f);
        Assert.InRange(Distance(from, At(0.01f)), 1e-4f, 0.1f * whole);
        // Closer to one end, further from the other, all the way.
        float[] fromStart = [.. Enumerable.Range(0, 11).Select(i => Distance(from, At(i / 10f)))];
        Assert.Equal(fromStart.Order(), fromStart);
    }

    [Fact]
    public void The_file_says_what_it_is()
    {
        using var tiny = new TinyGenerator(TinyGenerator.Gray, classes: ["A", "it's", @"b\w"]);
        GeneratorOnnxExporter.Export(tiny.Snapshot, tiny.Output, path => new OrtGenerator(path), "CC0-1.0");
        using var exported = new OrtGenerator(tiny.Output);
        Assert.Equal("Gray8", exported.Metadata["Image.BitmapPixelFormat"]);
        Assert.Equal("SRGB", exported.Metadata["Image.ColorSpaceGamma"]);
        Assert.Equal("Normalized_1_1", exported.Metadata["Image.NominalPixelRange"]);
        Assert.Equal(@"{0: 'A', 1: 'it\'s', 2: 'b\\w'}", exported.Metadata["names"]);
        GeneratorManifest manifest = exported.Manifest;
        Assert.Equal((1, 28, 28, 16), (manifest.Channels, manifest.Height, manifest.Width, manifest.LatentSize));
        Assert.Equal(["A", "it's", @"b\w"], manifest.Classes);
        Assert.Equal("CC0-1.0", manifest.DatasetLicence);
        Assert.Equal([-1, 16], exported.Session.InputMetadata["z"].Dimensions);
        Assert.Equal([-1, 3], exported.Session.InputMetadata["y"].Dimensions);
        Assert.Equal([-1, 1, 28, 28], exported.Session.OutputMetadata["image"].Dimensions);
    }

    [Fact]
    public void A_damaged_file_is_not_published_and_the_earlier_one_stays()
    {
        using var tiny = new TinyGenerator(TinyGenerator.Gray);
        File.WriteAllText(tiny.Output, "earlier");
        var error = Assert.Throws<GeneratorException>(() => GeneratorOnnxExporter.Export(tiny.Snapshot, tiny.Output, path =>
        {
            Damage.Do(path);
            return new OrtGenerator(path);
        }));
        string figure = error.What.Split("differs from the trained network by ")[1].Split(',')[0];
        Assert.True(double.Parse(figure, CultureInfo.InvariantCulture) > ExportParityCheck.Limit);
        Assert.Equal("earlier", File.ReadAllText(tiny.Output));
        Assert.DoesNotContain(Directory.GetFiles(tiny.Folder), f => Path.GetExtension(f) is ".tmp" or ".unchecked");
    }

    [Fact]
    public void A_generator_that_makes_no_numbers_is_not_published()
    {
        using var tiny = new TinyGenerator(TinyGenerator.Gray);
        Assert.Throws<GeneratorException>(() =>
            GeneratorOnnxExporter.Export(tiny.Snapshot, tiny.Output, path => new NotANumber(new OrtGenerator(path).Manifest)));
        Assert.False(File.Exists(tiny.Output));
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_an_error_with_a_remedy()
    {
        using var tiny = new TinyGenerator(TinyGenerator.Gray);
        File.WriteAllText(tiny.File("file"), "in the way");
        var error = Assert.Throws<SaveException>(() =>
            GeneratorOnnxExporter.Export(tiny.Snapshot, tiny.File("file/generator.onnx"), path => new OrtGenerator(path)));
        Assert.Contains("can be written", error.Remedy);
        Assert.Equal("in the way", File.ReadAllText(tiny.File("file")));

        Directory.CreateDirectory(tiny.Output);
        Assert.Throws<SaveException>(() => GeneratorOnnxExporter.Export(tiny.Snapshot, tiny.Output, path => new OrtGenerator(path)));
        Assert.True(Directory.Exists(tiny.Output));
    }

    [Fact]
    public void A_missing_snapshot_is_an_error_of_the_generator()
    {
        using var tiny = new TinyGenerator(TinyGenerator.Gray);
        Assert.Throws<GeneratorException>(() => GeneratorOnnxExporter.Export(tiny.File("absent.json"), tiny.Output, path => new OrtGenerator(path)));
    }

    internal static (float[] Z, float[] Y) Inputs(IConditionalGenerator generator, int count)
    {
        var (latent, classes) = (generator.Manifest.LatentSize, generator.Manifest.Classes.Count);
        var z = new float[count * latent];
        var y = new float[count * classes];
        var latents = new LatentStream(99);
        for (int i = 0; i < count; i++)
        {
            latents.Fill(i % classes, i, z.AsSpan(i * latent, latent));
            y[i * classes + i % classes] = 1;
        }

        return (z, y);
    }

    private static TinyGenerator Make(string architecture) => architecture switch
    {
        "class tables" => new(TinyGenerator.Gray with { SharedEmbedding = null, Hierarchical = false, GeneratorSpectralNorm = false }),
        "attention" => new(TinyGenerator.Gray with { GeneratorAttention = 16 }),
        "colour" => new(TinyGenerator.Gray with { ImageChannels = 3, GeneratorSpectralNorm = false }, 32, 32),
        "flat shared" => new(TinyGenerator.Gray with { Hierarchical = false }, 27, 30),
        "64 pixels" => new(TinyGenerator.Gray with { GeneratorChannels = [8, 8, 8, 8, 8], LatentSize = 10, GeneratorAttention = 32 }, 60, 64),
        "128 pixels" => new(Narrow(6), 128, 128),
        "256 pixels" => new(Narrow(7), 256, 256),
        "512 pixels" => new(Narrow(8), 512, 512),
        "deep" => new(Deep),
        "deep flat" => new(Deep with { Hierarchical = false, GeneratorDepth = 3 }),
        "deep class tables" => new(Deep with { Hierarchical = false, SharedEmbedding = null, GeneratorDepth = 1 }),
        "deep attention at 64 pixels" => new(Deep with { GeneratorChannels = [16, 16, 12, 8, 8], GeneratorAttention = 64, ImageChannels = 3 }, 64, 64),
        "deep 128 pixels" => new(Narrow(6) with { Architecture = BigGanArchitecture.BigGanDeep }, 128, 128),
        "deep 256 pixels" => new(Narrow(7) with { Architecture = BigGanArchitecture.BigGanDeep }, 256, 256),
        "deep 512 pixels" => new(Narrow(8) with { Architecture = BigGanArchitecture.BigGanDeep }, 512, 512),
        _ => new(TinyGenerator.Gray),
    };

    private static BigGanSpec Deep { get; } = TinyGenerator.Gray with
    {
        Architecture = BigGanArchitecture.BigGanDeep, GeneratorChannels = [16, 16, 12, 8], DiscriminatorChannels = [8, 8],
    };

    // Four channels everywhere; the published widths would take seconds at these sizes.
    private static BigGanSpec Narrow(int entries) => TinyGenerator.Gray with
    {
        GeneratorChannels = [.. Enumerable.Repeat(4, entries)], DiscriminatorChannels = [4, 4], LatentSize = 2 * entries,
    };

    private sealed class NotANumber(GeneratorManifest manifest) : IConditionalGenerator
    {
        public GeneratorManifest Manifest => manifest;

        public void Generate(int count, ReadOnlySpan<float> z, ReadOnlySpan<float> y, Span<float> images) => images.Fill(float.NaN);

        public void Dispose()
        {
        }
    }
}
