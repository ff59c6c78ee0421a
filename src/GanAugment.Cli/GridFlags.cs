using System.CommandLine;
using System.CommandLine.Parsing;
using GanAugment.Generation;
using GanAugment.Reporting;

namespace GanAugment.Cli;

/// <summary>The arguments of <c>grid</c>.</summary>
internal sealed class GridFlags
{
    private readonly Argument<string> model = new("GENERATOR") { Description = "A generator's .onnx file." };
    private readonly Option<string> output = new("--output", "-o") { Description = "The .png file to write.", HelpName = "FILE", Required = true };
    private readonly Option<GridKinds.Choice?> kind = GridKinds.Create();
    private readonly Option<string[]> classes = ClassSelection.Create(
        "A class to draw, by name; may be repeated, and order counts. The first 20 when not given; of directions the first.");
    private readonly Option<long[]?> seeds = NumberList.Create("--seeds", "Seeds of the latents, such as 0-9 or 3,7: columns, rows or ends of a path.");
    private readonly Option<Truncation[]?> truncation = TruncationOption.CreateList();
    private readonly Option<int?> columns = new("--columns") { Description = "Images along a path, or neighbours per image.", HelpName = "N" };
    private readonly Option<long[]?> directions = NumberList.Create("--direction", "Which directions, by number; the strongest of every layer when not given.");
    private readonly Option<double> reach = new("--reach") { Description = "How far to go along a direction, in standard deviations of z.", HelpName = "D",
        DefaultValueFactory = _ => 3 };
    private readonly Option<string?> neighbours = new("--neighbours") { Description = "The training images: a path, a name, or \"letters --long-tail 100\".",
        HelpName = "DATA" };
    private readonly Option<string?> heldOut = new("--held-out") { Description = "Images that the generator never saw; the test part of a set that has one.",
        HelpName = "DATA" };
    private readonly Option<int?> scale = new("--scale") { Description = "Enlarge images this many times; to 64 pixels when not given.", HelpName = "N" };
    private readonly Option<bool> dark = new("--dark") { Description = "Light text on a dark ground." };
    private readonly Option<bool> force = new("--force") { Description = "Replace the file when it exists." };
    private readonly Option<bool> dryRun = DryRun.Create("Say what would be drawn, and write nothing.");
    private readonly Option<bool> json = new("--json") { Description = "Print what was drawn as JSON." };

    /// <summary>Adds the arguments to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(model);
        foreach (Option option in (Option[])[output, .. Drawing, force, dryRun, json]) command.Add(option);
    }

    // What makes the picture, in the order of the spelling.
    private Option[] Drawing => [kind, classes, seeds, truncation, columns, directions, reach, neighbours, heldOut, scale, dark];

    /// <summary>The values, with what was left out filled in.</summary>
    /// <exception cref="OptionException">A value cannot work, or an option has no use for the kind.</exception>
    public GridRequest Read(ParseResult parsed)
    {
        string[] given = [.. Drawing.Where(option => IsGiven(parsed, option)).Select(option => option.Name)];
        GridKinds.Entry entry = GridKinds.Choose(parsed.GetValue(kind)?.Kind, given);
        string file = Path.GetFullPath(parsed.GetRequiredValue(output));
        if (!file.EndsWith(".png", StringComparison.OrdinalIgnoreCase))
            throw new OptionException("The sheet is a PNG picture.", $"The file '{Path.GetFileName(file)}' was given with --output.",
                "Give a name that ends in .png.");
        if (File.Exists(file) && !parsed.GetValue(force))
            throw new OptionException("The file exists already.", $"It is '{file}', given with --output.", "Give another name, or --force to replace it.");
        return new GridRequest
        {
            Model = parsed.GetRequiredValue(model),
            Output = file,
            Kind = entry.Kind,
            Classes = parsed.GetValue(classes) ?? [],
            Seeds = parsed.GetValue(seeds) is { Length: > 0 } list ? list : [.. Enumerable.Range(0, entry.Seeds).Select(i => (long)i)],
            Truncations = parsed.GetValue(truncation) ?? [],
            Columns = parsed.GetValue(columns) ?? entry.Columns,
            Path = parsed.GetValue(kind)?.Path ?? default,
            Directions = parsed.GetValue(directions) is { Length: > 0 } chosen ? chosen : null,
            Reach = parsed.GetValue(reach),
            Neighbours = parsed.GetValue(neighbours),
            HeldOut = parsed.GetValue(heldOut),
            Page = new SheetPage { Scale = parsed.GetValue(scale), Theme = parsed.GetValue(dark) ? SheetTheme.Dark : SheetTheme.Light },
            Command = Spelling(parsed),
            DryRun = parsed.GetValue(dryRun),
            Json = parsed.GetValue(json),
        };
    }

    // What draws the same picture elsewhere: folders are this machine's own, and the name of the picture does not matter.
    private string Spelling(ParseResult parsed)
    {
        var words = new List<string> { "ganaugment", "grid", Word(parsed.GetRequiredValue(model)) };
        foreach (Option option in Drawing)
        {
            if (!IsGiven(parsed, option)) continue;
            IReadOnlyList<Token> tokens = parsed.GetResult(option)!.Tokens;
            if (tokens.Count == 0) words.Add(option.Name);
            foreach (Token token in tokens) words.AddRange([option.Name, Word(token.Value)]);
        }

        return string.Join(' ', words);
    }

    private static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    private static string Word(string text)
    {
        string name = Path.Exists(text) ? Path.GetFileName(Path.TrimEndingDirectorySeparator(text)) : text;
        return name.Any(char.IsWhiteSpace) || name.Length == 0 ? $"\"{name}\"" : name;
    }
}
