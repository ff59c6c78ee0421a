using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace GanAugment.Cli.Tests;

public partial class CliReferenceTests
{
    [Fact]
    public void The_reference_in_the_documents_is_that_of_the_commands()
    {
        string page = Page(), begin = "<!-- reference -->\n", end = "<!-- /reference -->";
        string recorded = page[(page.IndexOf(begin, StringComparison.Ordinal) + begin.Length)..page.IndexOf(end, StringComparison.Ordinal)];
        string actual = Reference.Of(CommandLine.Root()).ReplaceLineEndings("\n");
        string[] changes = [.. recorded.Split('\n').Except(actual.Split('\n')).Select(line => $"- {line}"),
            .. actual.Split('\n').Except(recorded.Split('\n')).Select(line => $"+ {line}")];
        Assert.True(recorded == actual, $"docs/cli.md is stale: eng/make-cli-reference.sh --reference-only\n{string.Join('\n', changes.Take(20))}");
    }

    [Fact]
    public void The_transcript_shows_every_verb_in_words_that_it_still_understands()
    {
        string transcript = Page()[Page().IndexOf("# Transcript", StringComparison.Ordinal)..];
        var shown = new HashSet<string>();
        foreach (Match line in Lines().Matches(transcript))
        {
            // A shell takes either quotation mark.
            string[] words = [.. CommandLineParser.SplitCommandLine(line.Groups[1].Value.Split(" | ")[0].Replace('\'', '"'))];
            ParseResult parsed = CommandLine.Root().Parse(words);
            Assert.True(parsed.Errors.Count == 0, $"{line.Value}: {string.Join(' ', parsed.Errors.Select(error => error.Message))}");
            shown.Add(parsed.CommandResult.Command.Name);
        }

        Assert.Empty(Reference.Verbs(CommandLine.Root()).Select(verb => verb.Name).Except(shown).Except(["completion"]));
    }

    [GeneratedRegex(@"^\$ (?:timeout --preserve-status -s INT \d+ )?ganaugment (.*)$", RegexOptions.Multiline)]
    private static partial Regex Lines();

    private static string Page()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "GanAugment.sln"))) folder = Path.GetDirectoryName(folder)!;
        return File.ReadAllText(Path.Combine(folder, "docs", "cli.md")).ReplaceLineEndings("\n");
    }
}
