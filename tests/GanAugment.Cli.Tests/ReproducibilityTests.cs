using System.Text.Json.Nodes;

namespace GanAugment.Cli.Tests;

/// <summary>The same commands with the same seed write the same files, byte for byte; docs/reproducibility.md says what else must be the same.</summary>
public sealed class ReproducibilityTests : IDisposable
{
    // What tells times or places by its nature.
    private static readonly string[] Timed = ["log.txt", "run.lock"];

    private readonly Folder folder = new();
    private readonly string data;

    public ReproducibilityTests() => data = folder.WriteIdx();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Train_export_sample_and_grid_write_the_same_bytes_again(int threads)
    {
        foreach (string place in new[] { "first", "second" }) await All(place, threads);
        string[] files = Files(folder.In("first"));
        Assert.Equal(files, Files(folder.In("second")));
        Assert.Contains(files, file => file.EndsWith(".onnx", StringComparison.Ordinal));
        Assert.True(files.Count(file => file.EndsWith(".png", StringComparison.Ordinal)) > 10);
        foreach (string file in files)
            Assert.True(Content("first", file).AsSpan().SequenceEqual(Content("second", file)), $"'{file}' differs.");
    }

    // The engine takes as many threads as it has cores.
    [CoresFact]
    public void Sample_and_augment_write_the_same_bytes_on_one_core_as_on_all()
    {
        string generator = Path.Combine(DocumentedCommandsTests.Root, "examples", "ClassifierAugmentation", "generators", "letters.onnx");
        foreach (var (place, cores) in new[] { ("one", "0"), ("all", null) })
        {
            CliProcess.RunOn(cores, "sample", generator, "--count", "12", "--class", "A", "--class", "J", "-o", folder.In(place, "samples"));
            CliProcess.RunOn(cores, "augment", "letters", "--long-tail", "4", "--largest", "16", "--generator", generator, "--filter", "near-copy", "-o",
                folder.In(place, "balanced"));
        }

        string[] files = Files(folder.In("one"));
        Assert.Equal(files, Files(folder.In("all")));
        Assert.True(files.Length > 150);
        foreach (string file in files)
            Assert.True(File.ReadAllBytes(folder.In("one", file)).AsSpan().SequenceEqual(File.ReadAllBytes(folder.In("all", file))), $"'{file}' differs.");
    }

    public void Dispose() => folder.Dispose();

    private async Task All(string place, int threads)
    {
        string run = folder.In(place, "run"), generator = folder.In(place, "generator.onnx");
        await Done("train", data, "--outdir", run, "--steps", "3", "--batch", "4", "--base-channels", "2", "--seed", "9", "--device", "cpu", "--threads", $"{threads}");
        await Done("export", run, "-o", generator);
        await Done("sample", generator, "--count", "6", "--seed", "5", "--truncation", "0.7", "-o", folder.In(place, "samples"));
        await Done("grid", generator, "--seeds", "0-3", "-o", folder.In(place, "grid.png"));
    }

    private static async Task Done(params string[] args)
    {
        var (code, _, error) = await Cli.Run(args);
        Assert.True(code == ExitCode.Done, error);
    }

    private static string[] Files(string root) => [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
        .Where(file => !Timed.Contains(Path.GetFileName(file)) && !file.Contains("tfevents", StringComparison.Ordinal))
        .Select(file => Path.GetRelativePath(root, file)).Order(StringComparer.Ordinal)];

    private byte[] Content(string place, string file)
    {
        byte[] content = File.ReadAllBytes(folder.In(place, file));
        if (Path.GetFileName(file) != "stats.jsonl") return content;
        return [.. System.Text.Encoding.UTF8.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries).SelectMany(line =>
        {
            JsonObject figures = JsonNode.Parse(line)!.AsObject();
            Assert.True(figures.Remove("seconds") && figures.Remove("imagesPerSecond"));
            return System.Text.Encoding.UTF8.GetBytes(figures.ToJsonString());
        })];
    }

    private sealed class CoresFactAttribute : FactAttribute
    {
        public CoresFactAttribute()
        {
            if (Environment.ProcessorCount < 2) Skip = "There is one core only.";
            else if (ShellFactAttribute.Find("taskset") is null) Skip = "There is no taskset here.";
        }
    }
}
