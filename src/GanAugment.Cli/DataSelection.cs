using System.CommandLine;
using System.CommandLine.Parsing;
using GanAugment.Data;

namespace GanAugment.Cli;

/// <summary>The arguments that choose images: a data set by name or path, its split, and a long-tailed part of it.</summary>
internal sealed class DataSelection
{
    private readonly Argument<string> data;
    private readonly Option<DatasetSplit> split = new("--split") { Description = "Which images of a data set that has two parts.", HelpName = "train|test" };
    private readonly Option<DataPart?> part = new("--part")
    {
        Description = "Only one of several parts that share no image, such as 1/2.", HelpName = "K/N", CustomParser = Part,
    };

    private readonly Option<string?> classes = new("--classes") { Description = "Only these classes, commas between.", HelpName = "LIST" };

    private readonly Option<double?> longTail = new("--long-tail")
    {
        Description = "Keep an exponential long tail: images of the first class over images of the last.",
        HelpName = "RATIO",
    };

    private readonly Option<int?> largest = new("--largest") { Description = "Images of the first class; all it has when not given.", HelpName = "N" };
    private readonly Option<long> selectionSeed = new("--selection-seed") { Description = "Chooses which images --long-tail keeps.", HelpName = "SEED" };

    /// <summary>Adds the arguments to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="argument">Its argument for the data, already added; or null to add one.</param>
    public DataSelection(Command command, Argument<string>? argument = null)
    {
        data = argument ?? new Argument<string>("DATA")
        {
            Description = $"A data set: {string.Join(", ", NamedDatasets.Names)}, or a path (IDX, CIFAR binary, StyleGAN zip, CSV, folder of class folders).",
        };
        data.CompletionSources.Add([.. NamedDatasets.Names]);
        if (argument is null) command.Add(data);
        command.Add(split);
        command.Add(classes);
        command.Add(part);
        command.Add(longTail);
        command.Add(largest);
        command.Add(selectionSeed);
    }

    /// <summary>The data set as the user wrote it.</summary>
    public string Name(ParseResult parsed) => parsed.GetRequiredValue(data);

    /// <summary>What the user wrote to choose the data, to be written again.</summary>
    public string Spelling(ParseResult parsed) => FormattableString.Invariant($"\"{Name(parsed)}\"") +
        (parsed.GetValue(split) == default ? "" : $" --split {parsed.GetValue(split).ToString().ToLowerInvariant()}") +
        (parsed.GetValue(classes) is { } only ? $" --classes \"{only}\"" : "") +
        (parsed.GetValue(part) is { } chosenPart ? $" --part {chosenPart}" : "") +
        (parsed.GetValue(longTail) is { } ratio ? FormattableString.Invariant($" --long-tail {ratio}") : "") +
        (parsed.GetValue(largest) is { } keep ? FormattableString.Invariant($" --largest {keep}") : "") +
        (parsed.GetValue(selectionSeed) is not 0 and long chosen ? FormattableString.Invariant($" --selection-seed {chosen}") : "");

    /// <summary>Opens what was chosen.</summary>
    public ILabelledImageSource Open(ParseResult parsed, CancellationToken cancellation) =>
        Open(parsed, DatasetSplit.Train, parsed.InvocationConfiguration.Error, cancellation);

    /// <summary>Opens data that is the value of an option: a path, or a name and options as other commands take them, in one text.</summary>
    /// <param name="option">The option, for messages.</param>
    /// <param name="text">For example <c>letters --long-tail 100</c>.</param>
    /// <param name="split">The part that is meant when the text names none.</param>
    /// <param name="error">Receives progress.</param>
    /// <param name="cancellation">Stops a download.</param>
    public static ILabelledImageSource Open(string option, string text, DatasetSplit split, TextWriter error, CancellationToken cancellation)
    {
        var command = new Command("data");
        var selection = new DataSelection(command);
        // The parser takes a first word for the command itself where the command's name is the word, or the last part of it as a path.
        ParseResult parsed = command.Parse([command.Name, .. Path.Exists(text) ? [text] : CommandLineParser.SplitCommandLine(text)]);
        if (parsed.Errors.Count > 0)
            throw new OptionException($"'{text}' names no data: {parsed.Errors[0].Message.TrimEnd('.')}.", $"It was given with {option}.",
                "Give a path, a name, or a name with options in quotes, such as \"letters --long-tail 100\".");
        return selection.Open(parsed, split, error, cancellation);
    }

    private ILabelledImageSource Open(ParseResult parsed, DatasetSplit unsaid, TextWriter error, CancellationToken cancellation)
    {
        string name = Name(parsed);
        DatasetSplit images = parsed.GetResult(split) is null ? unsaid : parsed.GetValue(split);
        // A path of that name wins: the user can see it.
        ILabelledImageSource source = !Path.Exists(name) && NamedDatasets.Knows(name)
            ? NamedDatasets.Open(name, images, new DownloadLine(error), cancellation)
            : DatasetOpener.Open(name, images);
        if (parsed.GetValue(classes) is { } only)
            source = new SelectedClasses(source, only.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        source = parsed.GetValue(part)?.Select(source) ?? source;
        double? ratio = parsed.GetValue(longTail);
        int? keep = parsed.GetValue(largest);
        return ratio is null && keep is null ? source
            : LongTail.Select(source, keep ?? source.CountPerClass().Max(), ratio ?? 1, parsed.GetValue(selectionSeed));
    }

    private static DataPart? Part(ArgumentResult argument)
    {
        try
        {
            return DataPart.Parse(argument.Tokens.Single().Value);
        }
        catch (OptionException error)
        {
            argument.AddError(error.Message);
            return null;
        }
    }

    private sealed class DownloadLine(TextWriter error) : IProgress<DownloadProgress>
    {
        private readonly ProgressLine line = new(error);

        public void Report(DownloadProgress value)
        {
            string text = FormattableString.Invariant($"{value.File}: {value.Received / 1e6:0.0} MB");
            if (value.Total is > 0 and var total) line.Write((double)value.Received / total, FormattableString.Invariant($"{text} of {total / 1e6:0.0} downloaded"));
            else line.Write($"{text} downloaded");
        }
    }
}
