using System.Net;

namespace GanAugment.Reporting;

/// <summary>One cell of a report's table: text, a figure (aligned right) or a picture.</summary>
public sealed class ReportCell
{
    private ReportCell(string html, bool isFigure) => (Html, IsFigure) = (html, isFigure);

    /// <summary>The cell's content.</summary>
    internal string Html { get; }

    /// <summary>Whether the cell is aligned right.</summary>
    internal bool IsFigure { get; }

    /// <summary>A cell of plain text.</summary>
    public static ReportCell Text(string text) => new(WebUtility.HtmlEncode(text), false);

    /// <summary>A cell with a number that is already formatted.</summary>
    public static ReportCell Figure(string number) => new(WebUtility.HtmlEncode(number), true);

    /// <summary>A cell with a picture, embedded, its pixels drawn square.</summary>
    /// <param name="png">The content of a .png file.</param>
    /// <param name="description">What it shows, for those who cannot see it.</param>
    public static ReportCell Picture(byte[] png, string description) => new(ImageTag(png, description), false);

    /// <summary>Text is the common case.</summary>
    public static implicit operator ReportCell(string text) => Text(text);

    /// <summary>An image element that carries its picture.</summary>
    internal static string ImageTag(byte[] png, string description) =>
        $"<img alt=\"{WebUtility.HtmlEncode(description)}\" src=\"{Address(png)}\">";

    /// <summary>An address that is the picture itself.</summary>
    internal static string Address(byte[] png) => $"data:image/png;base64,{Convert.ToBase64String(png)}";
}
