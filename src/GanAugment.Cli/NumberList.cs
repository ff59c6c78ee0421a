using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace GanAugment.Cli;

/// <summary>Whole numbers as <c>0-3,7</c>: single ones and ranges, commas between.</summary>
internal static class NumberList
{
    private const int Most = 10_000;

    /// <summary>Creates an option for such a list; null or empty when it is not given.</summary>
    public static Option<long[]?> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "LIST",
        CustomParser = argument => Parse(argument, name),
    };

    /// <summary>The list again, with ranges where numbers follow one another.</summary>
    public static string Write(IReadOnlyList<long> numbers)
    {
        var parts = new List<string>();
        for (int first = 0, last; first < numbers.Count; first = last + 1)
        {
            for (last = first; last + 1 < numbers.Count && numbers[last + 1] == numbers[last] + 1;) last++;
            parts.Add(last == first ? Text(numbers[first]) : $"{Text(numbers[first])}-{Text(numbers[last])}");
        }

        return string.Join(',', parts);
    }

    private static long[]? Parse(ArgumentResult argument, string name)
    {
        string text = string.Join(',', argument.Tokens.Select(token => token.Value));
        var numbers = new List<long>();
        foreach (string part in text.Split(','))
        {
            string[] ends = part.Split('-');
            if (ends.Length > 2 || !Number(ends[0], out long first) || !Number(ends[^1], out long last) || last < first)
                return Refuse(argument, $"'{part}' in {name} is no number or range. Give for example 0-3,7.");
            if (last - first >= Most - numbers.Count) return Refuse(argument, $"{name} {text} has more than {Most} numbers. Give fewer.");
            for (long i = first; i <= last; i++) numbers.Add(i);
        }

        return [.. numbers.Distinct()];
    }

    private static long[]? Refuse(ArgumentResult argument, string message)
    {
        argument.AddError(message);
        return null;
    }

    private static bool Number(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < long.MaxValue;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
