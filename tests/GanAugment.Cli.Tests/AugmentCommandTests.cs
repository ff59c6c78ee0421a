using System.Text.Json;
using GanAugment.Data;
using GanAugment.Provenance;
using GanAugment.Reporting;

namespace GanAugment.Cli.Tests;

public sealed class AugmentCommandTests : IDisposable
{
    private readonly Folder folder = new();
    private readonly string data, generator;

    public AugmentCommandTests()
    {
        // Three plain, one half/half, of the generator's size.
        generator = folder.Write("tiny.onnx", TinyGenerator.Bytes());
        for (int i = 0; i < 3; i++) folder.Write($"data/plain/{i}.png", Png(10 * i));
        folder.Write("data/half_half/0.png", Png(200));
        data = folder.In("data");
    }

    [Fact]
    public async Task The_folder_is_balanced_and_every_synthetic_file_is_marked()
    {
        var (code, output, _) = await Augment("--strategy", "up-to:4", "--seed", "5", "--truncation", "0.5");
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("5 images in", output);
        Assert.Equal("1 4", string.Join(' ', DatasetOpener.Open(folder.In("out")).CountPerClass()));
        SyntheticOrigin origin = SyntheticMark.Read(File.ReadAllBytes(folder.In("out", "plain", "synthetic-000000.png")))!;
        Assert.Equal(("plain", 5, "threshold 0.5"), (origin.Class, origin.Seed, origin.Truncation));
        Assert.Contains("not recorded", File.ReadAllText(folder.In("out", "README.md")));
        Assert.Equal(5, File.ReadLines(folder.In("out", "provenance.jsonl")).Count());
    }

    [Fact]
    public async Task A_dry_run_prints_the_plan_and_writes_nothing()
    {
        var (code, output, error) = await Augment("--strategy", "add:2", "--dry-run", "--json");
        Assert.Equal(ExitCode.Done, code);
        JsonElement result = JsonDocument.Parse(output).RootElement;
        Assert.Equal((JsonValueKind.Null, 6), (result.GetProperty("folder").ValueKind, result.GetProperty("images").GetInt32()));
        Assert.Equal(2, result.GetProperty("classes").EnumerateArray().Single(c => c.GetProperty("name").GetString() == "plain").GetProperty("synthetic").GetInt32());
        Assert.Contains("Would write", error);
        Assert.False(Directory.Exists(folder.In("out")));
        Assert.False(Directory.Exists(folder.In("out.partial")));
    }

    [Fact]
    public async Task A_cancelled_command_says_how_to_go_on_and_the_same_command_does()
    {
        using var cancelled = new CancellationTokenSource();
        string[] command = ["augment", data, "--generator", generator, "-o", folder.In("out"), "--strategy", "add:3"];
        // Cancelled while the first image is written.
        var error = new Told(() => cancelled.Cancel());
        int code = await CommandLine.RunAsync(command, new StringWriter(), error, cancelled.Token);
        Assert.Equal(ExitCode.Cancelled, code);
        Assert.Contains("The same command goes on from there.", error.ToString());
        Assert.False(Directory.Exists(folder.In("out")));
        Assert.Equal(ExitCode.Done, (await Cli.Run(command)).Code);
        Assert.Equal(3, Directory.GetFiles(folder.In("out", "plain"), "synthetic-*").Length);
    }

    [Theory]
    [InlineData("--strategy", "balanced")]
    [InlineData("--strategy", "ratio:2")]
    [InlineData("--strategy", "up-to:-1")]
    [InlineData("--strategy", "add:plain=x")]
    [InlineData("--filter", "pretty")]
    [InlineData("--filter", "near-copy:200")]
    [InlineData("--max-share", "2")]
    public async Task What_has_no_meaning_is_a_usage_error(string option, string value)
    {
        var (code, output, error) = await Augment(option, value);
        Assert.Equal((ExitCode.Usage, ""), (code, output));
        Assert.DoesNotContain("   at ", error);
        Assert.Contains(value.Split(':')[^1].Split('=')[^1], error);
    }

    [Fact]
    public async Task Strategies_and_filters_are_spelled_in_words()
    {
        var (code, output, _) = await Augment("--strategy", "add:plain=2", "--filter", "manifold:1", "--json");
        Assert.Equal(ExitCode.Done, code);
        JsonElement filters = JsonDocument.Parse(output).RootElement.GetProperty("filters");
        Assert.Single(filters.GetProperty("names").EnumerateArray());
        Assert.Equal("plain", filters.GetProperty("classes").EnumerateArray().First(c => c.GetProperty("candidates").GetInt64() > 0).GetProperty("className").GetString());
    }

    [Fact]
    public async Task Classes_that_the_generator_does_not_know_are_told()
    {
        string other = folder.Write("other.onnx", TinyGenerator.OfClasses("cat", "dog"));
        Assert.Contains("cat", await Cli.Fails(ExitCode.Usage, "augment", data, "--generator", other, "-o", folder.In("out")));
    }

    public void Dispose() => folder.Dispose();

    private Task<(int Code, string Output, string Error)> Augment(params string[] more) =>
        Cli.Run(["augment", data, "--generator", generator, "-o", folder.In("out"), .. more]);

    private static byte[] Png(int level) => PngEncoder.Encode(new ImageShape(1, 4, 4), [.. Enumerable.Range(0, 16).Select(i => (byte)(level + i))]);

    // Progress is told in a line that names images.
    private sealed class Told(Action heard) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            if (value?.Contains(" images") == true) heard();
            base.WriteLine(value);
        }
    }
}
