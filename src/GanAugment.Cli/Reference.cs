using System.Collections;
using System.CommandLine;
using System.Globalization;
using System.Text;

namespace GanAugment.Cli;

/// <summary>The reference of all verbs as Markdown, made from the commands themselves.</summary>
internal static class Reference
{
    /// <summary>Writes it.</summary>
    /// <param name="root">The program.</param>
    public static string Of(Command root)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{root.Description}\n\n");
        foreach (Command verb in Verbs(root)) text.Append(CultureInfo.InvariantCulture, $"* [`{root.Name} {verb.Name}`](#{root.Name}-{verb.Name}): {Sentence(verb.Description)}\n");
        text.Append("\nOptions of every verb: ").AppendJoin(", ", root.Options.Where(option => !option.Hidden).Select(option => $"{Names(option)} ({Uncapped(option.Description)})"));
        text.Append(".\n\n| exit code | meaning |\n|--:|---|\n");
        foreach (var (number, meaning) in ExitCode.Meanings) text.Append(CultureInfo.InvariantCulture, $"| {number} | {meaning} |\n");
        foreach (Command verb in Verbs(root)) Describe(root, verb, text);
        return text.ToString();
    }

    /// <summary>The verbs that users are told of.</summary>
    public static IEnumerable<Command> Verbs(Command root) => root.Subcommands.Where(verb => !verb.Hidden);

    private static void Describe(Command root, Command verb, StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {root.Name} {verb.Name}\n\n{verb.Description}\n\n```\n{Synopsis(root, verb)}\n```\n\n");
        foreach (Argument argument in verb.Arguments) text.Append(CultureInfo.InvariantCulture, $"* `{argument.Name}`: {argument.Description}\n");
        if (verb.Arguments.Count > 0) text.Append('\n');
        if (verb.Options.Count > 0)
        {
            text.Append("| option | value | when not given | |\n|---|---|---|---|\n");
            foreach (Option option in verb.Options.Where(option => !option.Hidden))
                text.Append(CultureInfo.InvariantCulture, $"| {Names(option)} | {Cell(Value(option))} | {Cell(Default(option))} | {Cell(option.Description)} |\n");
            text.Append('\n');
        }

        if (verb is not Verb { Examples: { Count: > 0 } examples }) return;
        text.Append("```\n").AppendJoin('\n', examples).Append("\n```\n");
    }

    // Lines of options as in a manual page: what must be given stands bare, the rest in brackets.
    private static string Synopsis(Command root, Command verb)
    {
        const int Width = 110;
        string indent = new(' ', root.Name.Length + verb.Name.Length + 2);
        var lines = new StringBuilder($"{root.Name} {verb.Name}");
        int column = lines.Length;
        foreach (string word in (string[])[.. verb.Arguments.Select(argument => argument.Name), .. verb.Options.Where(option => !option.Hidden).Select(Word)])
        {
            if (column + word.Length + 1 > Width)
            {
                lines.Append('\n').Append(indent, 0, indent.Length - 1);
                column = indent.Length - 1;
            }

            lines.Append(' ').Append(word);
            column += word.Length + 1;
        }

        return lines.ToString();

        static string Word(Option option)
        {
            string named = $"{option.Name}{(Value(option) is { Length: > 0 } value ? $" {value}" : "")}";
            return option.Required ? named : $"[{named}]{(IsRepeatable(option) ? " ..." : "")}";
        }
    }

    private static bool IsRepeatable(Option option) => option.ValueType.IsArray && option.Arity.MaximumNumberOfValues > 1;

    private static string Names(Option option) => string.Join(", ", ((string[])[option.Name, .. option.Aliases.Where(IsShown)]).Select(name => $"`{name}`"));

    private static bool IsShown(string alias) => alias is not ("/h" or "/?" or "-?");

    private static string Value(Option option) => option.ValueType == typeof(bool) ? "" : option.HelpName ?? option.ValueType.Name.ToUpperInvariant();

    private static string Default(Option option)
    {
        if (option.Required) return "must be given";
        if (!option.HasDefaultValue) return "";
        return option.GetDefaultValue() switch
        {
            null or false or ICollection { Count: 0 } => "",
            IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
            var value => value.ToString() ?? "",
        };
    }

    private static string Cell(string? text) => (text ?? "").Replace("|", "\\|", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);

    private static string Sentence(string? text) => text is null ? "" : text.Split('\n')[0];

    private static string Uncapped(string? text) => text is { Length: > 0 } ? char.ToLowerInvariant(text[0]) + text[1..].TrimEnd('.') : "";
}
