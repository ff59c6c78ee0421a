using System.Text.RegularExpressions;

namespace GanAugment.Notebooks;

/// <summary>What a cell can call beside its own code, under the names of .NET Interactive.</summary>
#pragma warning disable IDE1006, CA1822, SA1300 // The names are given.
public sealed partial class Display
{
    internal List<IReadOnlyDictionary<string, string>> Shown { get; } = [];

    /// <summary>HTML to show.</summary>
    public Markup HTML(string html) => new(html);

    /// <summary>Shows something below the cell. A single picture is stored as a picture, so that it is seen where HTML is not trusted.</summary>
    public void display(Markup markup)
    {
        ArgumentNullException.ThrowIfNull(markup);
        Match picture = Picture().Match(markup.Html);
        Shown.Add(picture.Success
            ? new Dictionary<string, string> { ["image/png"] = picture.Groups["data"].Value, ["text/plain"] = picture.Groups["alt"].Value }
            : new Dictionary<string, string> { ["text/html"] = markup.Html });
    }

    [GeneratedRegex("^<figure><img src='data:image/png;base64,(?<data>[^']*)' alt='(?<alt>[^']*)'>.*</figure>$", RegexOptions.Singleline)]
    private static partial Regex Picture();
}

/// <summary>HTML.</summary>
/// <param name="Html">The text.</param>
public sealed record Markup(string Html);
