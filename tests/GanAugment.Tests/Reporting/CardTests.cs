using GanAugment.Data;
using GanAugment.Evaluation;
using GanAugment.Generation;
using GanAugment.Reporting;
using GanAugment.Tests.Evaluation;
using GanAugment.Tests.Generation;

namespace GanAugment.Tests.Reporting;

public class CardTests
{
    private static readonly GeneratorManifest Manifest = new()
    {
        Channels = 1, Height = 4, Width = 4, LatentSize = 5, Classes = ["class 0", "no: \"yes\" | [#1]", "class 2"], Architecture = "BigGAN 32",
        DatasetOrigin = "C:\\data\\set", DatasetFingerprint = "f00d", DatasetLicence = "CC-BY-4.0", TrainingImagesPerClass = [1000, 60, 7], Seed = 3,
        Metrics = new Dictionary<string, double> { ["frechet.trainingImages.n900.ownProbe"] = 1.25 },
    };

    private static readonly ModelCard Plain = new() { Generator = Manifest, File = "letters.onnx", Sha256 = new string('a', 64) };

    [Fact]
    public void A_model_card_has_front_matter_that_the_hub_reads()
    {
        Dictionary<string, object> front = CardFront.Of(Plain.ToMarkdown());
        Assert.Equal(("cc-by-4.0", "onnx"), (front["license"], front["library_name"]));
        Assert.Contains("gan", (List<object>)front["tags"]);
        Assert.DoesNotContain("model-index", front.Keys);
    }

    [Fact]
    public void A_licence_that_the_hub_does_not_know_is_other_and_none_is_unknown()
    {
        Dictionary<string, object> own = CardFront.Of((Plain with { Generator = Manifest with { DatasetLicence = "our own: ask" } }).ToMarkdown());
        Assert.Equal(("other", "our own: ask"), (own["license"], own["license_name"]));
        Assert.Equal("unknown", CardFront.Of((Plain with { Generator = Manifest with { DatasetLicence = null } }).ToMarkdown())["license"]);
    }

    [Fact]
    public void A_model_card_says_counts_uses_and_what_is_not_known()
    {
        string card = Plain.ToMarkdown();
        Assert.Contains("| class 0 | 1000 |", card, StringComparison.Ordinal);
        Assert.Contains("| no: \"yes\" \\| [#1] | 60 |", card, StringComparison.Ordinal);
        Assert.Contains("1 of 3 classes had fewer than 50 training images", card, StringComparison.Ordinal);
        Assert.Contains("## Intended use", card, StringComparison.Ordinal);
        Assert.Contains("## Out of scope", card, StringComparison.Ordinal);
        Assert.Contains("Not measured yet", card, StringComparison.Ordinal);
        Assert.Contains("Not searched for", card, StringComparison.Ordinal);
        Assert.Contains("frechet.trainingImages.n900.ownProbe", card, StringComparison.Ordinal);
        Assert.Contains("The training images are under: CC-BY-4.0.", card, StringComparison.Ordinal);
    }

    [Fact]
    public void An_evaluation_brings_figures_with_their_protocol_and_the_search_for_copies()
    {
        string card = Evaluated().ToMarkdown();
        var index = (Dictionary<string, object>)((List<object>)CardFront.Of(card)["model-index"])[0];
        var result = (Dictionary<string, object>)((List<object>)index["results"])[0];
        var metrics = ((List<object>)result["metrics"]).Cast<Dictionary<string, object>>().ToArray();
        Assert.Contains(metrics, m => (string)m["type"] == "frechet" && (string)m["name"] == "frechet.trainingImages.n60.pixels-test" && m["value"] is double);
        Assert.Contains("| kernel | class 2 | trainingImages | 20 | pixels-test |", card, StringComparison.Ordinal);
        Assert.Contains("- By pixels, 60 generated images against 60 training images: 0 exact duplicates", card, StringComparison.Ordinal);
        Assert.Contains("are closer to training than to held-out images", card, StringComparison.Ordinal);
        Assert.Contains("What makes these figures doubtful", card, StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_is_written_again_until_a_person_changes_it()
    {
        using var folder = new TemporaryFolder();
        string path = ModelCard.PathFor(folder["letters.onnx"]);
        Assert.Equal(folder["letters.card.md"], path);
        Assert.True(Plain.Save(path));
        Assert.True(Evaluated().Save(path));
        File.WriteAllText(path, File.ReadAllText(path).Replace("\n", "\r\n"));
        Assert.True(Evaluated().Save(path));
        string changed = File.ReadAllText(path).Replace("## Intended use", "## Use");
        File.WriteAllText(path, changed);
        Assert.False(Plain.Save(path));
        Assert.Equal(changed, File.ReadAllText(path));
        File.WriteAllText(path, "# Mine");
        Assert.False(Plain.Save(path));
    }

    [Fact]
    public void A_data_card_counts_real_and_synthetic_images_of_each_class()
    {
        DataCard card = Data();
        Dictionary<string, object> front = CardFront.Of(card.ToMarkdown());
        Assert.Equal(("cc-by-4.0", "Letters: filled"), (front["license"], front["pretty_name"]));
        Assert.Equal(["image-classification"], (List<object>)front["task_categories"]);
        Assert.Equal(["1K<n<10K"], (List<object>)front["size_categories"]);
        Assert.Contains("synthetic", (List<object>)front["tags"]);
        string text = card.ToMarkdown();
        Assert.Contains("1067 real and 1933 synthetic 1×4×4 images of 3 classes", text, StringComparison.Ordinal);
        Assert.Contains("| class 2 | 7 | 993 | 99.3 % |", text, StringComparison.Ordinal);
        Assert.Contains("| **all** | 1067 | 1933 | 64.4 % |", text, StringComparison.Ordinal);
        Assert.Contains("| Filters | none |", text, StringComparison.Ordinal);
        Assert.Contains("`ganaugment augment …`", text, StringComparison.Ordinal);
        Assert.DoesNotContain("| Date |", text, StringComparison.Ordinal);
        Assert.Contains("| Date | 2026-11-25 |", (card with { Date = new DateOnly(2026, 11, 25) }).ToMarkdown(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_card_is_a_file_of_its_folder()
    {
        using var folder = new TemporaryFolder();
        Data().Save(folder["README.md"]);
        Assert.Equal(Data().ToMarkdown(), File.ReadAllText(folder["README.md"]));
        Assert.Throws<InvalidOperationException>(() => (Data() with { RealPerClass = [1] }).ToMarkdown());
    }

    [PyYamlFact]
    public void Another_reader_of_yaml_agrees()
    {
        foreach (string card in (string[])[Plain.ToMarkdown(), Evaluated().ToMarkdown(), Data().ToMarkdown()])
        {
            string json = PyYamlFactAttribute.Run("import sys, yaml, json; print(json.dumps(yaml.safe_load(sys.stdin.read().split('---\\n')[1])))", card);
            Assert.Equal(System.Text.Json.JsonSerializer.Serialize(CardFront.Of(card).Keys.Order()),
                System.Text.Json.JsonSerializer.Serialize(System.Text.Json.JsonDocument.Parse(json).RootElement.EnumerateObject().Select(p => p.Name).Order()));
        }
    }

    private static ModelCard Evaluated()
    {
        using var extractor = new PixelFeatures(5);
        using var generator = new LinearGenerator();
        return Plain with
        {
            Evaluation = GeneratorEvaluation.Run(generator, new Subset(CopyAuditTests.Drawn(1, 20), Enumerable.Range(0, 60)), CopyAuditTests.Drawn(2, 20),
                extractor, null, new EvaluationOptions()) with { Warnings = ["Some class is small."] },
        };
    }

    private static DataCard Data() => new()
    {
        Title = "Letters: filled", Classes = Manifest.Classes, RealPerClass = [1000, 60, 7], SyntheticPerClass = [0, 940, 993], Shape = Manifest.Shape,
        Generator = Manifest, GeneratorSha256 = new string('b', 64), Truncation = "none", Seed = 4,
        Plan = "every class to the largest", Command = "ganaugment augment …",
    };
}
