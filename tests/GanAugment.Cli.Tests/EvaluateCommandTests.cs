using System.Text.Json;
using GanAugment.Evaluation;
using GanAugment.Generation;
using GanAugment.Transforms.Tests.Support;

namespace GanAugment.Cli.Tests;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly Folder folder = new();

    [Fact]
    public async Task A_generator_gets_a_table_a_document_and_a_card()
    {
        string generator = Generator(), data = folder.WriteIdx(24, 24), document = folder.In("out", "evaluate.json");
        var (code, output, error) = await Cli.Run("evaluate", generator, "--data", data, "--steps", "3", "--images", "20", "--audited", "8", "-o", document);
        Assert.True(code == ExitCode.Done, error);
        EvaluationResult result = EvaluationResult.Parse(File.ReadAllText(document), document);
        string network = result.Figures[0].Extractor;
        Assert.Matches("^evaluate.domain-[0-9a-f]{8}$", network);
        Assert.Contains(result.Figures, f => f.Key == $"frechet.trainingImages.n20.{network}");
        Assert.Contains(result.Figures, f => f.Key == $"kernel.trainingImages.n20.{network}");
        Assert.Contains(result.Figures, f => f.Key == $"ganTestMacroRecall.generatedImages.n20.{network}");
        Assert.Contains("20 images give a singular covariance", output);
        Assert.Contains("give some to judge copies", output);
        string[] head = output.Split(Environment.NewLine)[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["metric", "against", "N", "features", "value"], head);
        Assert.True(File.Exists(folder.In("out", "evaluate.domain.onnx")));
        string card = File.ReadAllText(folder.In("generator.card.md"));
        Assert.Contains($"frechet.trainingImages.n20.{network}", card);
        Assert.Equal(FileHash.Of(generator), result.GeneratorSha256);
    }

    [Fact]
    public async Task A_network_of_an_earlier_evaluation_gives_the_same_figures()
    {
        string generator = Generator(), data = folder.WriteIdx(24, 24);
        string[] common = ["evaluate", generator, "--data", data, "--steps", "3", "--metrics", "kid,classifier", "--json"];
        var (code, first, error) = await Cli.Run([.. common, "-o", folder.In("a", "evaluate.json")]);
        Assert.True(code == ExitCode.Done, error);
        var (_, second, _) = await Cli.Run([.. common, "-o", folder.In("b", "evaluate.json"), "--features", folder.In("a", "evaluate.domain.onnx")]);
        Assert.Equal(first, second);
        Assert.Equal(3, JsonDocument.Parse(first).RootElement.GetProperty("figures").GetArrayLength());
        Assert.False(File.Exists(folder.In("b", "evaluate.domain.onnx")));
    }

    [Fact]
    public async Task Cas_trains_on_synthetic_images_and_tests_on_held_out_ones()
    {
        string generator = Generator(), data = folder.WriteIdx(24, 24), heldOut = HeldOut();
        var (code, output, error) = await Cli.Run("evaluate", generator, "--data", data, "--holdout", heldOut, "--steps", "2", "--metrics", "cas", "--json",
            "-o", folder.In("evaluate.json"));
        Assert.True(code == ExitCode.Done, error);
        string[] keys = [.. EvaluationResult.Parse(output, "output").Figures.Select(f => f.Key)];
        Assert.Equal(["casAccuracy", "casMacroRecall", "casMacroF1", "realTrainedAccuracy", "realTrainedMacroRecall", "realTrainedMacroF1"],
            keys.Select(k => k.Split('.')[0]));
        Assert.All(keys, k => Assert.EndsWith(".heldOutImages.n10.cnn16x64Steps2", k));
    }

    [Fact]
    public async Task Held_out_images_judge_copies()
    {
        string generator = Generator(), data = folder.WriteIdx(24, 24);
        var (code, output, error) = await Cli.Run("evaluate", generator, "--data", data, "--holdout", HeldOut(), "--metrics", "copies", "--steps", "1",
            "--audited", "6", "--json", "-o", folder.In("evaluate.json"));
        Assert.True(code == ExitCode.Done, error);
        EvaluationResult result = EvaluationResult.Parse(output, "output");
        Assert.Equal(2, result.Copies.Count);
        Assert.All(result.Copies, audit => Assert.NotNull(audit.CloserToTraining));
        Assert.Empty(result.ClassFigures);
    }

    [Fact]
    public async Task A_published_hash_names_fid_and_another_file_is_refused()
    {
        string generator = Generator(), data = folder.WriteIdx(24, 24), network = folder.Write("inception.onnx", new TinyGraph()
            .Input("image", TinyGraph.Single, -1, 1, 8, 8).Constant("flat", -1, 64).Node("Reshape", ["image", "flat"], "features")
            .Output("features", TinyGraph.Single, -1, 64).ToModel());
        string[] common = ["evaluate", generator, "--data", data, "--metrics", "fid", "--json", "-o", folder.In("evaluate.json"), "--features", network];
        Assert.Contains("is not the published one", await Cli.Fails(ExitCode.Usage, [.. common, "--features-sha256", new string('0', 64)]));
        var (code, output, error) = await Cli.Run([.. common, "--features-sha256", FileHash.Of(network).ToUpperInvariant()]);
        Assert.True(code == ExitCode.Done, error);
        Assert.Equal($"fid.trainingImages.n24.inception-{FileHash.Of(network)[..8]}", Assert.Single(EvaluationResult.Parse(output, "output").Figures).Key);
        Assert.Contains("has no published hash",
            await Cli.Fails(ExitCode.Usage, "evaluate", generator, "--data", data, "-o", folder.In("x.json"), "--features-sha256", "00"));
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_measured()
    {
        var (code, output, error) = await Cli.Run("evaluate", Generator(), "--data", folder.WriteIdx(24, 24), "-n", "-o", folder.In("evaluate.json"));
        Assert.True(code == ExitCode.Done, error);
        JsonElement told = JsonDocument.Parse(output).RootElement;
        Assert.Equal((24, "domain"), (told.GetProperty("images").GetInt32(), told.GetProperty("features").GetString()));
        Assert.Equal(["generator.onnx", "idx"], Directory.EnumerateFileSystemEntries(folder.Root).Select(Path.GetFileName).Order());
    }

    // The parser's own word for what it reads there is "data".
    [Theory]
    [InlineData("data")]
    [InlineData("photos/data")]
    public async Task Images_may_lie_in_a_folder_of_any_name(string name)
    {
        Directory.CreateDirectory(folder.In("photos"));
        Directory.Move(folder.WriteIdx(24, 24), folder.In(name.Split('/')));
        var (code, _, error) = await Cli.Run("evaluate", Generator(), "--data", folder.In(name.Split('/')), "-n", "-o", folder.In("evaluate.json"));
        Assert.True(code == ExitCode.Done, error);
    }

    [Fact]
    public async Task What_cannot_be_evaluated_is_one_line()
    {
        string generator = Generator(), data = folder.WriteIdx(24, 24), document = folder.In("evaluate.json");
        Assert.Contains("--holdout", await Cli.Fails(ExitCode.Usage, "evaluate", generator, "--data", data, "--metrics", "cas", "-o", document));
        Assert.Contains("no metric 'fidd'", await Cli.Fails(ExitCode.Usage, "evaluate", generator, "--data", data, "--metrics", "fid,fidd", "-o", document));
        Assert.Contains("makes images of 3×8×8",
            await Cli.Fails(ExitCode.BadInput, "evaluate", Generator(channels: 3), "--data", data, "--steps", "1", "-o", document));
        folder.Write("evaluate.json", [42]);
        Assert.Contains("--force", await Cli.Fails(ExitCode.Usage, "evaluate", generator, "--data", data, "-o", document));
        Assert.Equal([42], File.ReadAllBytes(document));
    }

    [Fact]
    public void The_verb_has_at_most_fifteen_options() => Assert.InRange(Commands.EvaluateCommand.Create().Options.Count, 1, 15);

    public void Dispose() => folder.Dispose();

    private string Generator(int channels = 1) => folder.Write("generator.onnx", TinyOnnx.Write(
        new GeneratorManifest { Channels = channels, Height = 8, Width = 8, LatentSize = 6, Classes = ["0", "1"] }));

    // Other images of the same classes, as a CSV's or a folder's would be.
    private string HeldOut()
    {
        for (int i = 0; i < 10; i++)
        {
            byte[] pixels = [.. Enumerable.Range(0, 64).Select(p => (byte)(p * 3 + i * 11))];
            folder.Write($"heldOut/{i % 2}/{i}.png", Reporting.PngEncoder.Encode(new Data.ImageShape(1, 8, 8), pixels));
        }

        return folder.In("heldOut");
    }
}
