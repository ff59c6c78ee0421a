using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace GanAugment.Cli.Tests;

public sealed partial class DocumentedCommandsTests
{
    // The program's own words for files, where a document leaves a choice.
    private static readonly string[] Choices = ["bash|zsh|pwsh"];

    public static TheoryData<string> Documents => [.. All];

    /// <summary>The documents; CliReferenceTests knows what in cli.md is a synopsis and what is a command line.</summary>
    internal static IEnumerable<string> All => new[] { "README.md" }
        .Concat(Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md").Select(path => $"docs/{Path.GetFileName(path)}"))
        .Where(path => path != "docs/cli.md")
        .Concat(Directory.EnumerateFiles(Path.Combine(Root, "src"), "PACKAGE.md", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Root, path)))
        .Order(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_command_line_in_a_document_is_understood(string document)
    {
        foreach (string line in Lines(document))
        {
            ParseResult parsed = CommandLine.Root().Parse([.. CommandLineParser.SplitCommandLine(line).Skip(1)]);
            Assert.True(parsed.Errors.Count == 0, $"{document}: {line}: {string.Join(' ', parsed.Errors.Select(error => error.Message))}");
        }
    }

    [Fact]
    public void There_are_command_lines_to_check() => Assert.True(Lines("README.md").Count() >= 5);

    /// <summary>The command lines of a document's blocks, without comments and without what a shell does with them.</summary>
    internal static IEnumerable<string> Lines(string document) =>
        from Match block in Blocks().Matches(File.ReadAllText(Path.Combine(Root, document)).ReplaceLineEndings("\n"))
        where block.Groups[1].Value is "" or "bash" or "sh" or "console"
        from line in block.Groups[2].Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
        let command = Shell().Replace(line, "").Trim()
        where command.StartsWith("ganaugment ", StringComparison.Ordinal) && !Choices.Any(command.Contains) && !command.Contains('[') && !command.Contains("...")
        select command;

    internal static string Root
    {
        get
        {
            string folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "GanAugment.sln"))) folder = Path.GetDirectoryName(folder)!;
            return folder;
        }
    }

    [GeneratedRegex("^```([a-z]*)\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Blocks();

    // A comment, a pipe, a prompt.
    [GeneratedRegex(@"\s#\s.*$|\s\|\s.*$|\s>\s.*$|^\$ ")]
    private static partial Regex Shell();
}
