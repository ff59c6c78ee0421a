using GanAugment.Data;
using GanAugment.Generation;
using GanAugment.Training.Export;
using GanAugment.Training.Networks;
using GanAugment.Training.Snapshots;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace GanAugment.Training.Tests.Export;

public sealed class DiscriminatorOnnxExporterTests
{
    public static TheoryData<string> Architectures => ["plain", "thin", "attention", "colour", "flat", "no spectral norm", "odd size", "one block",
        "64 pixels", "128 pixels", "256 pixels", "512 pixels", "deep", "deep attention", "deep one block", "deep odd size", "deep 64 pixels",
        "deep 128 pixels", "deep 256 pixels", "deep 512 pixels"];

    [Theory]
    [MemberData(nameof(Architectures))]
    public void The_file_and_the_network_judge_alike(string architecture)
    {
        using var tiny = Make(architecture);
        using DiscriminatorSnapshot snapshot = DiscriminatorSnapshot.Open(tiny.Folder)!;
        DiscriminatorExport result = DiscriminatorOnnxExporter.Export(snapshot, tiny.Output, path => new OrtCritic(path));
        Assert.InRange(result.MaximumDifference, 0, 1e-5);

        using var exported = new OrtCritic(tiny.Output);
        BigGanSpec spec = tiny.Network.Spec;
        var (images, y) = Inputs(exported.Manifest, 5);
        float[] logits = exported.Judge(images, y), expected = Judge(tiny.Network, images, y, exported.Manifest);
        float scale = Math.Max(1, expected.Max(Math.Abs));
        Assert.All(expected.Zip(logits), pair => Assert.InRange(Math.Abs(pair.First - pair.Second) / scale, 0, 1e-5f));
        // Figures that were all alike would agree whatever the weights.
        Assert.True(expected.Max() - expected.Min() > 1e-3f * scale, string.Join(", ", expected));
        Assert.Equal(spec.DiscriminatorSpectralNorm, tiny.Network.named_buffers().Any());
    }

    [Fact]
    public void An_image_is_judged_alike_in_any_batch_and_by_its_class()
    {
        using var tiny = new TinyDiscriminator(TinyDiscriminator.Gray);
        using OrtCritic exported = Export(tiny);
        var (images, y) = Inputs(exported.Manifest, 4);
        float[] together = exported.Judge(images, y);
        int length = exported.Manifest.Shape.Length;
        for (int i = 0; i < 4; i++)
            Assert.Equal(together[i], exported.Judge(images[(i * length)..((i + 1) * length)], y[(i * 3)..((i + 1) * 3)])[0], 1e-4f);
        float first = exported.Judge(images[..length], [1, 0, 0])[0], second = exported.Judge(images[..length], [0, 1, 0])[0];
        Assert.NotEqual(first, second);
        // The projection is linear in the class.
        Assert.Equal((first + second) / 2, exported.Judge(images[..length], [0.5f, 0.5f, 0])[0], 1e-4f);
    }

    [Fact]
    public void The_file_says_what_it_is_and_is_the_same_every_time()
    {
        using var tiny = new TinyDiscriminator(TinyDiscriminator.Gray);
        using OrtCritic exported = Export(tiny);
        byte[] content = File.ReadAllBytes(tiny.Output);
        Assert.Equal([-1, 1, 28, 28], exported.Session.InputMetadata["image"].Dimensions);
        Assert.Equal([-1, 3], exported.Session.InputMetadata["y"].Dimensions);
        Assert.Equal([-1, 1], exported.Session.OutputMetadata["logit"].Dimensions);
        DiscriminatorManifest manifest = exported.Manifest;
        Assert.Equal((1, new ImageShape(1, 28, 28), "0"), (manifest.Version, manifest.Shape, manifest.DatasetFingerprint));
        Assert.Equal(["class 0", "class 1", "class 2"], manifest.Classes);
        Assert.Equal("BigGAN discriminator 32, channels 6-8-8", manifest.Architecture);
        Export(tiny).Dispose();
        Assert.Equal(content, File.ReadAllBytes(tiny.Output));
    }

    [Fact]
    public void A_damaged_file_is_not_published_and_an_earlier_pair_stays()
    {
        using var tiny = new TinyDiscriminator(TinyDiscriminator.Gray);
        using DiscriminatorSnapshot snapshot = DiscriminatorSnapshot.Open(tiny.Folder)!;
        string generator = tiny.File("generator.onnx");
        void Pair(Action<string> harmGenerator, Action<string> harmCritic) => PairOnnxExporter.Export(tiny.Folder, generator, snapshot, tiny.Output,
            path => { harmGenerator(path); return new OrtGenerator(path); }, path => { harmCritic(path); return new OrtCritic(path); });
        foreach (string file in new[] { generator, tiny.Output }) File.WriteAllText(file, "earlier");
        Assert.Contains("exported discriminator differs", Assert.Throws<GeneratorException>(() => Pair(_ => { }, Damage.Do)).What);
        Assert.Contains("exported generator differs", Assert.Throws<GeneratorException>(() => Pair(Damage.Do, _ => { })).What);
        foreach (string file in new[] { generator, tiny.Output }) Assert.Equal("earlier", File.ReadAllText(file));
        Assert.DoesNotContain(Directory.GetFiles(tiny.Folder), f => Path.GetExtension(f) is ".tmp" or ".unchecked" or ".checked");

        Pair(_ => { }, _ => { });
        using var exported = new OrtGenerator(generator);
        Assert.Equal(("discriminator.onnx", 2), (exported.Manifest.Discriminator, exported.Manifest.Version));
        using var critic = new OrtCritic(tiny.Output);
        Assert.Null(critic.Manifest.Disagreement(exported.Manifest));
    }

    [Fact]
    public void A_discriminator_that_gives_no_number_is_not_published()
    {
        using var tiny = new TinyDiscriminator(TinyDiscriminator.Gray);
        using DiscriminatorSnapshot snapshot = DiscriminatorSnapshot.Open(tiny.Folder)!;
        using (no_grad()) snapshot.Discriminator.named_parameters().Single(p => p.name == "linear.bias").parameter.fill_(float.NaN);
        Assert.Throws<GeneratorException>(() => DiscriminatorOnnxExporter.Export(snapshot, tiny.Output, path => new OrtCritic(path)));
        Assert.False(File.Exists(tiny.Output));
    }

    [Fact]
    public void A_network_that_was_told_half_of_the_class_is_told_half_in_the_file()
    {
        using var tiny = new TinyDiscriminator(TinyDiscriminator.Gray);
        File.WriteAllBytes(tiny.Output, Model(tiny, 0.5));
        using var exported = new OrtCritic(tiny.Output);
        var (images, y) = Inputs(exported.Manifest, 3);
        float[] half = [.. y.Select(v => v / 2)];
        Assert.All(Judge(tiny.Network, images, half, exported.Manifest).Zip(exported.Judge(images, y)), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    private static byte[] Model(TinyDiscriminator tiny, double told)
    {
        var manifest = new DiscriminatorManifest { Channels = 1, Height = 28, Width = 28, Classes = ["class 0", "class 1", "class 2"] };
        using var stream = new MemoryStream();
        DiscriminatorGraph.Of(tiny.Network, manifest.Shape, told).ToModel([(GeneratorManifest.MetadataKey, manifest.ToJson())], ("test", "1")).WriteTo(stream);
        return stream.ToArray();
    }

    private static OrtCritic Export(TinyDiscriminator tiny)
    {
        using DiscriminatorSnapshot snapshot = DiscriminatorSnapshot.Open(tiny.Folder)!;
        DiscriminatorOnnxExporter.Export(snapshot, tiny.Output, path => new OrtCritic(path));
        return new OrtCritic(tiny.Output);
    }

    // Zeroes in the weights of the convolutions: still a model, but another one.
    private static (float[] Images, float[] Y) Inputs(DiscriminatorManifest manifest, int count)
    {
        var random = new Random(5);
        int classes = manifest.Classes.Count;
        var y = new float[count * classes];
        for (int n = 0; n < count; n++) y[n * classes + n % classes] = 1;
        return ([.. Enumerable.Range(0, count * manifest.Shape.Length).Select(_ => (float)(2 * random.NextDouble() - 1))], y);
    }

    // What training does with an image that is smaller than the network's: black around it.
    private static float[] Judge(BigGanDiscriminator network, float[] images, float[] y, DiscriminatorManifest manifest)
    {
        using var guard = no_grad();
        using var scope = NewDisposeScope();
        int count = images.Length / manifest.Shape.Length, size = network.Spec.Resolution;
        int top = (size - manifest.Height) / 2, left = (size - manifest.Width) / 2;
        Tensor x = tensor(images, [count, manifest.Channels, manifest.Height, manifest.Width]);
        x = F.pad(x, [left, size - manifest.Width - left, top, size - manifest.Height - top], value: -1);
        return network.call(x, tensor(y, [count, manifest.Classes.Count])).data<float>().ToArray();
    }

    private static TinyDiscriminator Make(string architecture) => architecture switch
    {
        "thin" => new(TinyDiscriminator.Gray with { WideDiscriminator = false }),
        "attention" => new(TinyDiscriminator.Gray with { DiscriminatorChannels = [8, 8, 8], DiscriminatorAttention = 16 }),
        "colour" => new(TinyDiscriminator.Gray with { ImageChannels = 3 }, 32, 32),
        "flat" => new(TinyDiscriminator.Gray with { DiscriminatorChannels = [6, 6, 6, 6], DiscriminatorDownsamplings = 2 }),
        "no spectral norm" => new(TinyDiscriminator.Gray with { DiscriminatorSpectralNorm = false }),
        "odd size" => new(TinyDiscriminator.Gray, 27, 30),
        "one block" => new(TinyDiscriminator.Gray with { DiscriminatorChannels = [8], DiscriminatorDownsamplings = 1 }),
        "64 pixels" => new(Sized(5), 60, 64),
        "128 pixels" => new(Sized(6), 128, 128),
        "256 pixels" => new(Sized(7), 256, 256),
        "512 pixels" => new(Sized(8), 512, 512),
        "deep" => new(Deep),
        "deep attention" => new(Deep with { DiscriminatorAttention = 16 }),
        "deep one block" => new(Deep with { DiscriminatorDepth = 1, DiscriminatorSpectralNorm = false }),
        "deep odd size" => new(Deep, 21, 32),
        "deep 64 pixels" => new(Sized(5) with { Architecture = BigGanArchitecture.BigGanDeep }, 64, 64),
        "deep 128 pixels" => new(Sized(6) with { Architecture = BigGanArchitecture.BigGanDeep }, 128, 128),
        "deep 256 pixels" => new(Sized(7) with { Architecture = BigGanArchitecture.BigGanDeep }, 256, 256),
        "deep 512 pixels" => new(Sized(8) with { Architecture = BigGanArchitecture.BigGanDeep }, 512, 512),
        _ => new(TinyDiscriminator.Gray),
    };

    private static BigGanSpec Deep { get; } = TinyDiscriminator.Gray with
    {
        Architecture = BigGanArchitecture.BigGanDeep, GeneratorChannels = [16, 16, 12, 8], DiscriminatorChannels = [8, 8, 12, 12],
        DiscriminatorDownsamplings = 2,
    };

    // Four channels everywhere; the published widths would take seconds at these sizes.
    private static BigGanSpec Sized(int entries) => TinyDiscriminator.Gray with
    {
        GeneratorChannels = [.. Enumerable.Repeat(4, entries)], DiscriminatorChannels = [.. Enumerable.Repeat(4, entries)],
        DiscriminatorDownsamplings = entries - 1, LatentSize = 2 * entries,
    };
}
