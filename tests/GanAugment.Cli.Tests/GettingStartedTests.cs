using System.CommandLine.Parsing;

namespace GanAugment.Cli.Tests;

/// <summary>The commands of docs/getting-started.md, in their order, on images and networks that are far too small.</summary>
public sealed class GettingStartedTests : IDisposable
{
    private readonly Folder folder = new();
    private readonly string before = Environment.CurrentDirectory;

    [Fact]
    public async Task Every_command_runs_one_after_the_other()
    {
        CatsAndDogs.Write(folder, "photos/train", 12, 6);
        CatsAndDogs.Write(folder, "photos/test", 5, 5, shift: 3);
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
}
