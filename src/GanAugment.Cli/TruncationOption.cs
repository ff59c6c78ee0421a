using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GanAugment.Generation;

namespace GanAugment.Cli;

/// <summary>The option <c>--truncation</c>: <c>none</c>, a threshold, or <c>tfhub:</c> and a factor; or several of them with commas between.</summary>
internal static class TruncationOption
{
    private const string Hub = "tfhub:";

    /// <summary>Creates the option.</summary>
    public static Option<Truncation> Create() => new("--truncation", "--trunc")
    {
        Description = "How z is drawn: none, a threshold such as 0.5 (normal conditioned on |z| ≤ 0.5), or tfhub:0.5 (0.5 times a normal truncated at 2).",
        HelpName = "none|T|tfhub:P",
        CustomParser = argument => Parse(argument, argument.Tokens[0].Value),
        DefaultValueFactory = _ => Truncation.None,
    };

    /// <summary>Creates the option for several values; null or empty when it is not given.</summary>
    public static Option<Truncation[]?> CreateList() => new("--truncation", "--trunc")
    {
        Description = "How z is drawn: none, a threshold such as 0.5, or tfhub:0.5 (0.5 times a normal truncated at 2); for the kind truncation, a list.",
        HelpName = "none|T|tfhub:P,...",
        CustomParser = argument => [.. argument.Tokens.SelectMany(token => token.Value.Split(',')).Select(text => Parse(argument, text))],
    };

    /// <summary>Creates the option without a value of its own.</summary>
    public static Option<Truncation?> CreateOptional(string description) => new("--truncation", "--trunc")
    {
        Description = description,
        HelpName = "none|T|tfhub:P",
        CustomParser = argument => Parse(argument, argument.Tokens[0].Value),
    };

    private static Truncation Parse(ArgumentResult argument, string text)
    {
        if (text == "none") return Truncation.None;
        bool hub = text.StartsWith(Hub, StringComparison.Ordinal);
        if (!float.TryParse(hub ? text[Hub.Length..] : text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value))
        {
            argument.AddError($"'{text}' is no truncation. Give none, a number such as 0.5, or tfhub:0.5.");
            return default;
        }

        try
        {
            return hub ? Truncation.Scaled(value) : Truncation.Threshold(value);
        }
        catch (OptionException e)
        {
            argument.AddError(e.Message);
            return default;
        }
    }
}
