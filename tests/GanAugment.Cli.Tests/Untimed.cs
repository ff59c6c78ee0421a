using System.Text.RegularExpressions;

namespace GanAugment.Cli.Tests;

/// <summary>Documents without what they say of times, which no two runs have in common.</summary>
internal static partial class Untimed
{
    /// <summary>The JSON text without its seconds.</summary>
    public static string Of(string json) => Seconds().Replace(json, "");

    [GeneratedRegex("\"seconds\": ?[0-9.E+-]+")]
    private static partial Regex Seconds();
}
