using System.CommandLine.Parsing;
using GanAugment.Data;
using GanAugment.Reporting;

namespace GanAugment.Cli.Tests;

/// <summary>The commands of docs/getting-started.md, in their order, on images and networks that are far too small.</summary>
public sealed class GettingStartedTests : IDisposable
{
    private readonly Folder folder = new();
    private readonly string before = Environment.CurrentDirectory;

    [Fact]
    public async Task Every_command_runs_one_after_the_other()
    {
        WriteImages("photos/train", 12, 6);
        WriteImages("photos/test", 5, 5, shift: 3);
        Environment.CurrentDirectory = folder.Root;
        var verbs = new List<string>();
        foreach (string line in DocumentedCommandsTests.Lines("docs/getting-started.md"))
        {
            string[] words = [.. CommandLineParser.SplitCommandLine(line.Replace("--steps 20000", "--steps 2", StringComparison.Ordinal)).Skip(1)];
            var (code, _, error) = await Cli.Run([.. words, .. Smaller(words[0])]);
            Assert.True(code == ExitCode.Done, $"{line}\n{error}");
            verbs.Add(words[0]);
        }

        Assert.Equal(["inspect", "train", "export", "grid", "evaluate", "compare", "augment"], verbs.Distinct());
        foreach (string made in (string[])["generator.onnx", "sheet.png", "near.png", "evaluate.json", "comparison/report.html", "balanced/provenance.jsonl", "balanced/README.md"])
            Assert.True(File.Exists(folder.In(made.Split('/'))), made);
    }

    public void Dispose()
    {
        Environment.CurrentDirectory = before;
        folder.Dispose();
    }

    private static string[] Smaller(string verb) => verb switch
    {
        "train" => ["--batch", "4", "--base-channels", "1", "--device", "cpu"],
        "evaluate" => ["--steps", "2", "--audited", "20"],
        "compare" => ["--seeds", "0-2", "--classifier", "logistic:5"],
        _ => [],
    };

    // Bright images and dark ones, of 16×16 pixels, no two alike.
    private void WriteImages(string name, int cats, int dogs, int shift = 0)
    {
        foreach (var (className, count, level) in new[] { ("cat", cats, 140), ("dog", dogs, 20) })
            for (int i = 0; i < count; i++)
                folder.Write($"{name}/{className}/{i}.png", PngEncoder.Encode(new ImageShape(1, 16, 16),
                    [.. Enumerable.Range(0, 256).Select(p => (byte)(level + (p * (i + 3 + shift) + 11 * i + shift) % 90))]));
    }
}
