using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GanAugment.Sampling;

namespace GanAugment.Cli;

/// <summary>The option <c>--strategy</c>: how many synthetic images each class gets.</summary>
internal static class StrategyOption
{
    private const string Forms = "Give balance, minority, ratio:0.5, up-to:500, add:100, or numbers by class, such as up-to:cat=500,dog=300 or add:cat=100.";

    /// <summary>Creates the option.</summary>
    public static Option<SamplingStrategy> Create()
    {
        var option = new Option<SamplingStrategy>("--strategy")
        {
            Description = "How many images each class gets: balance fills all up to the largest, minority the smallest alone, ratio:R all up to R times the " +
                "largest, up-to:N all up to N in total, add:N N more for each; up-to:cat=500,dog=300 and add:cat=100 name classes.",
            HelpName = "STRATEGY",
            CustomParser = Parse,
            DefaultValueFactory = _ => SamplingStrategy.Balance(),
        };
        option.CompletionSources.Add("balance", "minority", "ratio:", "up-to:", "add:");
        return option;
    }

    private static SamplingStrategy? Parse(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        int colon = text.IndexOf(':');
        string kind = colon < 0 ? text : text[..colon], value = colon < 0 ? "" : text[(colon + 1)..];
        try
        {
            SamplingStrategy? strategy = (kind, value) switch
            {
                ("balance", "") when colon < 0 => SamplingStrategy.Balance(),
                ("minority", "") when colon < 0 => SamplingStrategy.MinorityOnly(),
                ("ratio", _) when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double share) => SamplingStrategy.Ratio(share),
                ("up-to", _) when Number(value) is { } count => SamplingStrategy.UpTo(count),
                ("up-to", _) when ByClass(value) is { } totals => SamplingStrategy.UpTo(totals),
                ("add", _) when Number(value) is { } count => SamplingStrategy.Add(count),
                ("add", _) when ByClass(value) is { } counts => SamplingStrategy.Custom(counts),
                _ => null,
            };
            if (strategy is not null) return strategy;
            argument.AddError($"'{text}' is no strategy. {Forms}");
        }
        catch (OptionException e)
        {
            argument.AddError(e.Message);
        }

        return null;
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    // The number stands behind the last '=': a class may be called anything else.
    private static Dictionary<string, int>? ByClass(string text)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string part in text.Split(','))
            if (part.LastIndexOf('=') is not (> 0 and var at) || Number(part[(at + 1)..]) is not { } number || !numbers.TryAdd(part[..at], number)) return null;
        return numbers;
    }
}
