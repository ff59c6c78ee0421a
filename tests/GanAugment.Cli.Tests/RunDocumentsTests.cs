using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace GanAugment.Cli.Tests;

/// <summary>The command lines of the documents, run in their order where a reader would run them, on images and networks that are far too small.</summary>
public sealed partial class RunDocumentsTests(RunDocumentsTests.Made made) : IDisposable, IClassFixture<RunDocumentsTests.Made>
{
    // It has every verb; a line that it has is not run again.
    private const string First = "README.md";

    private static readonly HashSet<string> Known = [.. DocumentedCommandsTests.Lines(First).Select(General)];

    // Documents whose commands are not run here, and why.
    private static readonly string[] Elsewhere =
    [
        "docs/getting-started.md", // GettingStartedTests runs it.
        "docs/evidence.md", // Its commands train for hours, and its figures are theirs.
    ];

    // Lines that need what is not here: a generator with a set of statistics for each truncation.
    private static readonly string[] Left = ["ganaugment export imported --format safetensors --truncation"];

    private readonly Folder folder = new();
    private readonly string before = Environment.CurrentDirectory;

    public static TheoryData<string> Documents =>
        [.. DocumentedCommandsTests.All.Where(document => !Elsewhere.Contains(document) && DocumentedCommandsTests.Lines(document).Any())];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Every_command_line_runs(string document)
    {
        Environment.CurrentDirectory = folder.Root;
        CatsAndDogs.Write(folder, "photos/train", 12, 6);
        CatsAndDogs.Write(folder, "photos/test", 5, 5, shift: 3);
        File.Copy(Path.Combine(DocumentedCommandsTests.Root, "examples", "ClassifierAugmentation", "generators", "letters.onnx"), "letters.onnx");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Fixtures", "A1-G.pth"), "G_ema.pth");
        folder.Write("fashion-mnist.onnx", TinyGenerator.OfClasses("Trouser", "Bag", "Ankle boot"));
        if (Block().Match(File.ReadAllText(Path.Combine(DocumentedCommandsTests.Root, document))) is { Success: true } options)
            File.WriteAllText("aids.json", options.Groups[1].Value);
        string[] lines = [.. DocumentedCommandsTests.Lines(document).Where(line => !Left.Any(line.StartsWith) && (document == First || !Known.Contains(General(line))))];
        // A document that begins in the middle goes on with what the first one has made.
        bool Uses(string name) => lines.Any(line => line.Contains(name, StringComparison.Ordinal));
        if (document != First && (Uses("runs/mine") || Uses("generator.onnx"))) await made.CopyTo(folder.Root);
        if (document != First && Uses("imported")) await Run("ganaugment import G_ema.pth -o imported --bn-eps 1e-5 --sn-eps 1e-6");
        // Some lines make that file anew.
        if (lines.Any(line => line.EndsWith("-o generator.onnx", StringComparison.Ordinal))) File.Delete("generator.onnx");
        foreach (string line in lines) await Run(line);
    }

    [Fact]
    public void Documents_and_lines_that_are_left_out_are_there()
    {
        Assert.All(Elsewhere, document => Assert.NotEmpty(DocumentedCommandsTests.Lines(document)));
        string[] all = [.. DocumentedCommandsTests.All.SelectMany(DocumentedCommandsTests.Lines)];
        Assert.All(Left, line => Assert.Contains(all, other => other.StartsWith(line, StringComparison.Ordinal)));
    }

    public void Dispose()
    {
        Environment.CurrentDirectory = before;
        folder.Dispose();
    }

    private static string General(string line) => line.Replace("photos/train", "DATA", StringComparison.Ordinal);

    private static async Task Run(string line)
    {
        string typed = line.Replace("DATA", "photos", StringComparison.Ordinal);
        // Whose generator it is, the data says.
        if (typed.StartsWith("ganaugment evaluate", StringComparison.Ordinal) && typed.Contains("letters", StringComparison.Ordinal))
            typed = typed.Replace("generator.onnx", "letters.onnx", StringComparison.Ordinal);
        string[] words = [.. CommandLineParser.SplitCommandLine(typed).Skip(1)];
        var (code, _, error) = await Cli.Run([.. words, .. Smaller(words)]);
        Assert.True(code == ExitCode.Done, $"{line}\n{error}");
    }

    private static string[] Smaller(string[] words) => words[0] switch
    {
        "train" when words.Contains("--dry-run") => ["--device", "cpu"],
        "train" when words.Contains("--init-from") => ["--steps", "1", "--batch", "4", "--device", "cpu"],
        "train" => ["--steps", "1", "--batch", "4", "--base-channels", "1", "--device", "cpu"],
        "evaluate" => ["--steps", "2", "--images", "30", "--audited", "10"],
        "compare" => ["--seeds", "0-1", "--classifier", "logistic:5", "--arms", "none,oversampling,gan"],
        _ => [],
    };

    /// <summary>A run and its generator, made once.</summary>
    public sealed class Made : IDisposable
    {
        private readonly Folder kept = new();

        internal async Task CopyTo(string root)
        {
            if (!Directory.Exists(kept.In("runs")))
            {
                await Run($"ganaugment train DATA --outdir \"{kept.In("runs", "mine")}\"");
                await Run($"ganaugment export \"{kept.In("runs", "mine")}\" -o \"{kept.In("generator.onnx")}\"");
            }

            foreach (string file in Directory.EnumerateFiles(kept.Root, "*", SearchOption.AllDirectories))
            {
                string copy = Path.Combine(root, Path.GetRelativePath(kept.Root, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }

        public void Dispose() => kept.Dispose();
    }

    [GeneratedRegex("^```json\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
