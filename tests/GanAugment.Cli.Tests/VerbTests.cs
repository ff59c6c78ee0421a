using System.CommandLine;
using System.CommandLine.Parsing;

namespace GanAugment.Cli.Tests;

/// <summary>What every verb keeps to.</summary>
public class VerbTests
{
    public static TheoryData<string> Names => [.. Verbs.Select(verb => verb.Name)];

    private static IEnumerable<Command> Verbs => Reference.Verbs(CommandLine.Root());

    [Theory]
    [MemberData(nameof(Names))]
    public void A_verb_shows_examples_that_it_understands(string name)
    {
        Verb verb = Assert.IsType<Verb>(Verbs.Single(verb => verb.Name == name));
        Assert.NotEmpty(verb.Examples);
        foreach (string example in verb.Examples)
        {
            // A shell's own part of a line is not the program's.
            string line = example.Split([" > ", " | ", ")"], StringSplitOptions.None)[0].Replace("source <(", "", StringComparison.Ordinal);
            Assert.StartsWith($"ganaugment {name}", line);
            Assert.Empty(CommandLine.Root().Parse([.. CommandLineParser.SplitCommandLine(line).Skip(1)]).Errors);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_verb_has_at_most_fifteen_options_beside_those_that_choose_data(string name)
    {
        var data = new Command("data");
        _ = new DataSelection(data);
        Command verb = Verbs.Single(verb => verb.Name == name);
        bool takesData = data.Options.All(option => verb.Options.Any(own => own.Name == option.Name));
        string[] own = [.. verb.Options.Select(option => option.Name).Except(takesData ? data.Options.Select(option => option.Name) : [])];
        Assert.True(own.Length <= 15, string.Join(' ', own));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_argument_and_option_is_explained_and_names_what_it_takes(string name)
    {
        Command verb = Verbs.Single(verb => verb.Name == name);
        Assert.EndsWith(".", verb.Description);
        Assert.All(verb.Arguments, argument => Assert.EndsWith(".", argument.Description));
        Assert.All(verb.Options, option => Assert.True(option.Description is { Length: > 0 } text && text.EndsWith('.'), option.Name));
        Assert.All(verb.Options.Where(option => option.ValueType != typeof(bool)), option => Assert.True(option.HelpName is { Length: > 0 }, option.Name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Results_come_as_json_and_what_writes_can_be_tried_dry(string name)
    {
        Command verb = Verbs.Single(verb => verb.Name == name);
        if (name == "completion") return;
        Assert.Contains(verb.Options, option => option.Name == "--json");
        if (verb.Options.Any(option => option.Name is "--output" or "--outdir")) Assert.Contains(verb.Options, option => option.Name == "--dry-run");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_thing_is_spelled_alike_everywhere(string name)
    {
        Command verb = Verbs.Single(verb => verb.Name == name);
        (string Name, string Alias)[] spellings =
            [("--output", "-o"), ("--outdir", "-o"), ("--dry-run", "-n"), ("--truncation", "--trunc"), ("--generator", "--model")];
        foreach (var (option, alias) in spellings)
            if (verb.Options.FirstOrDefault(own => own.Name == option) is { } found) Assert.Contains(alias, found.Aliases);
        Assert.DoesNotContain(verb.Options, option => option.Name.Contains('_') || option.Name.Any(char.IsUpper));
    }

    [Fact]
    public async Task Help_ends_with_the_examples_and_that_of_the_program_with_the_exit_codes()
    {
        var (code, output, error) = await Cli.Run("augment", "--help");
        Assert.Equal((ExitCode.Done, ""), (code, error));
        Assert.Contains("Examples:", output);
        Assert.Contains("  ganaugment augment photos/train --generator generator.onnx -o balanced", output);
        (_, output, _) = await Cli.Run("--help");
        foreach (var (number, _) in ExitCode.Meanings) Assert.Contains($"  {number,3}  ", output);
    }
}
