using GanAugment.Generation;

namespace GanAugment.Tests.Generation;

public class GeneratorManifestTests
{
    private static readonly GeneratorManifest Plain = new() { Channels = 1, Height = 4, Width = 4, LatentSize = 3, Classes = ["a", "b"] };

    [Fact]
    public void A_document_has_the_lowest_version_that_holds_its_properties()
    {
        Assert.Contains("\"version\": 1", Plain.ToJson());
        Assert.DoesNotContain("graph", Plain.ToJson());
        Assert.Contains("\"version\": 2", (Plain with { Discriminator = "discriminator.onnx" }).ToJson());
        Assert.Contains("\"version\": 2", (Plain with { Graph = new GraphBinding { Latent = "z", Label = new LabelBinding() } }).ToJson());
    }

    [Fact]
    public void A_graph_survives_the_document()
    {
        GeneratorManifest manifest = Plain with
        {
            Graph = new GraphBinding
            {
                Latent = "z",
                Label = new LabelBinding { Name = "label", Form = LabelForm.Index },
                Image = new ImageBinding { Name = "img", Axes = ImageAxes.Nhwc, Values = ImageValues.ZeroTo255 },
                Constants = new Dictionary<string, double> { ["psi"] = 0.7 },
            },
        };
        string json = manifest.ToJson();
        Assert.Contains("\"form\": \"index\"", json);
        Assert.Contains("\"values\": \"zeroTo255\"", json);
        Assert.Equal(json, GeneratorManifest.Parse(json, "test").ToJson());
    }

    [Theory]
    [InlineData("""{ "version": 1, "channels": 1, "height": 4, "width": 4, "latentSize": 3, "classes": ["a"], "discriminator": "d.onnx" }""", "came with version 2")]
    [InlineData("""{ "version": 3, "channels": 1, "height": 4, "width": 4, "latentSize": 3, "classes": ["a"] }""", "reads up to 2")]
    [InlineData("""{ "version": 2, "channels": 1, "height": 4, "width": 4, "latentSize": 3, "classes": ["a"], "graph": { "latents": "z" } }""", "latents")]
    [InlineData("""{ "version": 2, "channels": 1, "height": 4, "width": 4, "latentSize": 0, "classes": ["a"], "graph": { "latent": "z" } }""", "latent size is 0")]
    [InlineData("""{ "version": 2, "channels": 1, "height": 4, "width": 4, "latentSize": 3, "classes": ["a"], "graph": { "latent": "z", "latentShape": [2] } }""",
        "holds no 3")]
    [InlineData("""{ "version": 2, "channels": 1, "height": 4, "width": 4, "latentSize": 3, "classes": ["a"], "graph": { "source": { "name": "x" } } }""",
        "must be 0, not 3")]
    [InlineData("""{ "version": 1, "channels": 1, "height": 4, "width": 4, "latentSize": 3, "classes": null }""", "classes")]
    [InlineData("""{ "version": 1, "channels": 4, "height": 4096, "width": 4096, "latentSize": 3, "classes": ["a"] }""", "at most 16777216")]
    [InlineData("""{ "version": 1, "channels": 1, "height": 4, "width": 4, "latentSize": 3, "classes": ["a"], "trainingImagesPerClass": [1, 2] }""", "2 classes, but has 1")]
    [InlineData("""{ "version": 2, "channels": 1, "height": 4, "width": 4, "latentSize": 3, "classes": ["a"], "graph": { "latent": "z", "image": null } }""", "image")]
    [InlineData("""{ "version": 2, "channels": 1, "height": 4, "width": 4, "latentSize": 4, "classes": ["a"], "graph": { "latent": "z", "latentShape": [-2, -2] } }""",
        "is none")]
    [InlineData("""{ "version": 2, "channels": 1, "height": 4, "width": 4, "latentSize": 3, "classes": ["a"], "graph": { "latent": "z", "label": { "form": 7 } } }""",
        "form 7")]
    [InlineData("""{ "version": 2, "channels": 1, "height": 4, "width": 4, "latentSize": 3, "classes": ["a"], "graph": { "latent": "z", "image": { "axes": 9 } } }""",
        "no known form")]
    [InlineData("""{ "version": 1, "channels": 1, "height": 4, "width": 4, "latentSize": 3, "classes": ["a"], "metrics": { "distance": 1e999 } }""", "beyond all numbers")]
    public void What_makes_no_generator_is_refused(string json, string why) =>
        Assert.Contains(why, Assert.Throws<GeneratorException>(() => GeneratorManifest.Parse(json, "test")).What);
}
