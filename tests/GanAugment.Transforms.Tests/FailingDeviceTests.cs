using GanAugment.Generation;
using GanAugment.Transforms.Tests.Support;
using Microsoft.ML;

namespace GanAugment.Transforms.Tests;

/// <summary>Devices that fail in the middle of their work, and files that ask for more memory than there is.</summary>
public sealed class FailingDeviceTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ganaugment-failing-").FullName;
    private readonly MLContext context = new(seed: 1);

    [Fact]
    public void A_pass_that_a_device_ends_is_one_sentence_and_the_next_pass_has_every_row()
    {
        IDataView train = Example.View(context, 12, 6, 3);
        List<string> whole = Values.Of(context.Data.AugmentWithBigGan(train, Given.Options()), "Pixels");
        int calls = 0;
        var failing = new PatternGenerator(Example.Classes)
        {
            OnGenerate = () =>
            {
                if (++calls == 2) throw new GeneratorException("The device is gone.", "It ran 'x.onnx'.", "Plug it in.");
            },
        };
        IDataView view = context.Data.AugmentWithBigGan(train, Given.Options(failing) with { BatchSize = 4 });
        Assert.Equal("The device is gone. It ran 'x.onnx'. Plug it in.", Assert.Throws<GeneratorException>(() => Values.Of(view, "Pixels")).Message);
        Assert.Equal(whole, Values.Of(view, "Pixels"));
    }

    [Fact]
    public void What_ran_before_and_fails_is_not_called_a_bad_file()
    {
        using OnnxConditionalGenerator generator = OnnxConditionalGenerator.Load(Write(new TinyGraph()
            .Input("z", TinyGraph.Single, -1, 16).Output("image", TinyGraph.Single, -1, 1, 4, 4)
            // A table of one row: an index of 1 is out of it.
            .Constant("table", [0.5f], 1).Constant("shape", -1, 1, 4, 4)
            .Cast("z", "index", TinyGraph.Int64).Node("Gather", ["table", "index"], "found").Node("Reshape", ["found", "shape"], "image")));
        var images = new float[16];
        generator.Generate(1, new float[16], [1], images);
        Assert.Equal(0.5f, images[7]);

        float[] far = [.. Enumerable.Repeat(5f, 16)];
        var error = Assert.Throws<GeneratorException>(() => generator.Generate(1, far, [1], images));
        Assert.Contains("could not run the generator", error.What);
        Assert.Contains("It has run before: check that the device", error.Remedy);
        Assert.DoesNotContain('\n', error.Message);

        generator.Generate(1, new float[16], [1], images);
        Assert.Equal(0.5f, images[7]);
    }

    [Fact]
    public void A_batch_that_no_memory_holds_is_refused_when_the_file_is_opened()
    {
        string path = Write(new TinyGraph().Input("z", TinyGraph.Single, int.MaxValue, 16).Output("image", TinyGraph.Single, int.MaxValue, 1, 4, 4)
            .Constant("shape", -1, 1, 4, 4).Node("Reshape", ["z", "shape"], "image"));
        Assert.Contains("134217728 are the most", Assert.Throws<GeneratorException>(() => OnnxConditionalGenerator.Load(path)).What);
    }

    [Theory]
    [InlineData("weights.bin", true)]
    [InlineData("../weights.bin", false)]
    [InlineData("/etc/passwd", false)]
    [InlineData("inner/../../weights.bin", false)]
    [InlineData(@"..\weights.bin", false)]
    [InlineData(@"C:\weights.bin", false)]
    public void Weights_in_another_file_are_read_from_the_generators_own_folder_only(string location, bool read)
    {
        string inner = Directory.CreateDirectory(Path.Combine(folder, "inner")).FullName;
        foreach (string place in new[] { folder, inner }) File.WriteAllBytes(Path.Combine(place, "weights.bin"), new byte[64]);
        string path = Write(new TinyGraph().Input("z", TinyGraph.Single, -1, 16).Output("image", TinyGraph.Single, -1, 1, 4, 4)
            .External("offset", location, 16).Constant("shape", -1, 1, 4, 4)
            .Node("Add", ["z", "offset"], "sum").Node("Reshape", ["sum", "shape"], "image"), inner);
        if (read) OnnxConditionalGenerator.Load(path).Dispose();
        else
        {
            Assert.Contains("which is not in its folder", Assert.Throws<GeneratorException>(() => OnnxConditionalGenerator.Load(path)).What);
            Assert.Contains("which is not in its folder", Assert.Throws<GeneratorException>(() => OnnxConditionalGenerator.Load(File.ReadAllBytes(path))).What);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Write(TinyGraph graph, string? into = null)
    {
        string path = Path.Combine(into ?? folder, "generator.onnx");
        File.WriteAllBytes(path, graph.ToModel());
        ManifestFile.Attach(path, new GeneratorManifest
        {
            Channels = 1, Height = 4, Width = 4, LatentSize = 16, Classes = ["a"], Graph = new GraphBinding { Latent = "z", Image = new ImageBinding() },
        });
        return path;
    }
}
