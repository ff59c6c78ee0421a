using System.Net;
using System.Text;

namespace GanAugment.Reporting;

/// <summary>A report as one HTML file that needs nothing beside it: pictures and charts are embedded, there is no script.</summary>
/// <remarks>Parts appear in the order in which they are added. All text is escaped.</remarks>
public sealed class HtmlReport
{
    private readonly string title;
    private readonly StringBuilder body = new();

    /// <summary>Starts a report.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="subtitle">One sentence below it.</param>
    public HtmlReport(string title, string subtitle)
    {
        this.title = title;
        body.Append("<header><h1>").Append(Escaped(title)).Append("</h1><p>").Append(Escaped(subtitle)).Append("</p></header>\n");
    }

    /// <summary>Starts a section.</summary>
    public HtmlReport Heading(string text) => Append("<h2>" + Escaped(text) + "</h2>");

    /// <summary>Adds a paragraph.</summary>
    public HtmlReport Paragraph(string text) => Append("<p>" + Escaped(text) + "</p>");

    /// <summary>Starts a part of a section.</summary>
    public HtmlReport Subheading(string text) => Append("<h3>" + Escaped(text) + "</h3>");

    /// <summary>Adds a statement that stands out: the result in words.</summary>
    /// <param name="text">The statement.</param>
    /// <param name="tone">Whether it is good news, bad news, or neither.</param>
    public HtmlReport Callout(string text, CalloutTone tone = CalloutTone.Plain) =>
        Append($"<p class=\"callout{(tone == CalloutTone.Plain ? "" : tone == CalloutTone.Good ? " good" : " bad")}\">" + Escaped(text) + "</p>");

    /// <summary>Adds sentences as a list; nothing where there is none.</summary>
    public HtmlReport List(IReadOnlyList<string> sentences) =>
        sentences.Count == 0 ? this : Append("<ul>" + string.Concat(sentences.Select(sentence => $"<li>{Escaped(sentence)}</li>")) + "</ul>");

    /// <summary>Adds parts that are folded away until somebody opens them.</summary>
    /// <param name="summary">What they are.</param>
    /// <param name="parts">Adds them.</param>
    public HtmlReport Details(string summary, Action<HtmlReport> parts) => Around($"<details><summary>{Escaped(summary)}</summary>", parts, "</details>");

    /// <summary>Adds parts side by side where there is room.</summary>
    /// <param name="parts">Adds them.</param>
    public HtmlReport Row(Action<HtmlReport> parts) => Around("<div class=\"row\">", parts, "</div>");

    /// <summary>Adds a table.</summary>
    /// <param name="columns">Column headings.</param>
    /// <param name="rows">Cells, as many per row as there are columns.</param>
    public HtmlReport Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<ReportCell>> rows)
    {
        IReadOnlyList<ReportCell>[] all = [.. rows];
        var html = new StringBuilder("<div class=\"wide\"><table><thead><tr>");
        for (int c = 0; c < columns.Count; c++)
            html.Append(all.Length > 0 && all.All(r => r[c].IsFigure) ? "<th class=\"figure\">" : "<th>").Append(Escaped(columns[c])).Append("</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var row in all)
        {
            html.Append("<tr>");
            foreach (ReportCell cell in row) html.Append(cell.IsFigure ? "<td class=\"figure\">" : "<td>").Append(cell.Html).Append("</td>");
            html.Append("</tr>\n");
        }

        return Append(html.Append("</tbody></table></div>").ToString());
    }

    /// <summary>Adds a picture with a caption.</summary>
    /// <param name="png">The content of a .png file.</param>
    /// <param name="caption">What it shows.</param>
    /// <param name="dark">The picture for a dark page; null for the same.</param>
    public HtmlReport Picture(byte[] png, string caption, byte[]? dark = null) =>
        Append("<figure>" + (dark is null ? ReportCell.ImageTag(png, caption)
            : $"<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"{ReportCell.Address(dark)}\">{ReportCell.ImageTag(png, caption)}</picture>")
            + "<figcaption>" + Escaped(caption) + "</figcaption></figure>");

    /// <summary>Adds a chart of bars, one per label, the series stacked.</summary>
    /// <param name="caption">What it shows, with the unit.</param>
    /// <param name="labels">One per bar.</param>
    /// <param name="series">Values of 0 or more.</param>
    /// <param name="format">A numeric format string for values and axis.</param>
    public HtmlReport StackedBars(string caption, IReadOnlyList<string> labels, IReadOnlyList<ChartSeries> series, string format = "0") =>
        Chart(SvgChart.StackedBars(labels, series, format), caption);

    /// <summary>Adds a chart of dots with whiskers; its axis begins where the values do, not at zero.</summary>
    /// <param name="caption">What it shows, with the unit and what the whiskers are.</param>
    /// <param name="labels">One per group of dots.</param>
    /// <param name="series">Values, with spreads when there are whiskers.</param>
    /// <param name="format">A numeric format string for values and axis.</param>
    public HtmlReport Dots(string caption, IReadOnlyList<string> labels, IReadOnlyList<ChartSeries> series, string format = "0.0") =>
        Chart(SvgChart.Dots(labels, series, format), caption);

    /// <summary>Adds a chart of gains and losses: bars from zero to both sides.</summary>
    /// <param name="caption">What it shows, with the unit and what the whiskers are.</param>
    /// <param name="labels">One per bar.</param>
    /// <param name="series">Values, with spreads when there are whiskers; NaN leaves a gap.</param>
    /// <param name="format">A numeric format string for values and axis.</param>
    public HtmlReport Differences(string caption, IReadOnlyList<string> labels, ChartSeries series, string format = "+0.0;−0.0;0") =>
        Chart(SvgChart.Differences(labels, series, format), caption);

    /// <summary>Adds a square table of shares, or of differences of shares, as colours.</summary>
    /// <param name="caption">What it shows.</param>
    /// <param name="names">The names of rows and columns.</param>
    /// <param name="values">[row][column]: shares 0 … 1, or differences of them; null rows stay empty.</param>
    /// <param name="isDifference">Whether values have a sign.</param>
    public HtmlReport HeatMap(string caption, IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<double>?> values, bool isDifference = false) =>
        Chart(Reporting.HeatMap.Draw(names, values, isDifference), caption);

    /// <summary>Adds names and values: settings, provenance.</summary>
    public HtmlReport Facts(IEnumerable<KeyValuePair<string, string>> facts)
    {
        var html = new StringBuilder("<dl>");
        foreach (var (name, value) in facts) html.Append("<dt>").Append(Escaped(name)).Append("</dt><dd>").Append(Escaped(value)).Append("</dd>\n");
        return Append(html.Append("</dl>").ToString());
    }

    /// <summary>The whole document.</summary>
    public string ToHtml() => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Escaped(title)}</title>
        <style>
        {Style}
        </style>
        </head>
        <body>
        <main>
        {body}</main>
        </body>
        </html>

        """;

    /// <summary>Writes the document.</summary>
    /// <param name="path">An .html file, created or replaced.</param>
    /// <exception cref="SaveException">It cannot be written.</exception>
    public void Save(string path) => AtomicFile.WriteAllText(path, ToHtml());

    private HtmlReport Chart(string svg, string caption) => Append("<figure>" + svg + "<figcaption>" + Escaped(caption) + "</figcaption></figure>");

    private HtmlReport Around(string before, Action<HtmlReport> parts, string after)
    {
        ArgumentNullException.ThrowIfNull(parts);
        Append(before);
        parts(this);
        return Append(after);
    }

    private HtmlReport Append(string html)
    {
        body.Append(html).Append('\n');
        return this;
    }

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);

    // Series colours are those of Okabe and Ito, which people with any kind of colour vision can tell apart.
    private const string Style = """
        :root { --ink: #1c2430; --soft: #5b6675; --line: #d9dfe7; --page: #ffffff; --wash: #f3f6fa; --accent: #0072b2;
          --c0: #7a8594; --c1: #e69f00; --c2: #009e73; --c3: #0072b2; --c4: #cc79a7; --c5: #d55e00;
          --gain: #009e73; --loss: #d55e00; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6ebf2; --soft: #9aa7b8; --line: #323c4a; --page: #12171e; --wash: #1b222c;
          --accent: #56b4e9; --c3: #56b4e9; } }
        body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.55 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
        main { max-width: 980px; margin: 0 auto; padding: 40px 24px 80px; }
        header { border-bottom: 3px solid var(--accent); margin-bottom: 24px; }
        h1 { font-size: 30px; line-height: 1.2; margin: 0 0 6px; }
        header p { color: var(--soft); margin: 0 0 18px; }
        h2 { font-size: 21px; margin: 44px 0 10px; }
        h3 { font-size: 17px; margin: 28px 0 8px; }
        p { margin: 10px 0; max-width: 75ch; }
        .callout { background: var(--wash); border-left: 4px solid var(--accent); padding: 12px 16px; font-size: 17px; }
        .callout.good { border-left-color: var(--gain); } .callout.bad { border-left-color: var(--loss); }
        ul { padding-left: 22px; max-width: 75ch; } li { margin: 4px 0; }
        details { margin: 14px 0; } summary { cursor: pointer; color: var(--accent); }
        .row { display: grid; grid-template-columns: repeat(auto-fit, minmax(290px, 1fr)); gap: 8px 20px; }
        .wide { overflow-x: auto; margin: 14px 0; }
        table { border-collapse: collapse; font-size: 15px; font-variant-numeric: tabular-nums; }
        th, td { text-align: left; padding: 6px 14px 6px 0; border-bottom: 1px solid var(--line); vertical-align: middle; white-space: nowrap; }
        th { white-space: normal; vertical-align: bottom; }
        th { color: var(--soft); font-weight: 600; border-bottom-width: 2px; }
        .figure { text-align: right; }
        figure { margin: 14px 0; }
        figcaption { color: var(--soft); font-size: 14px; margin-top: 4px; max-width: 80ch; }
        img { image-rendering: pixelated; max-width: 100%; display: block; }
        td img { max-width: none; }
        .chart { width: 100%; max-width: 860px; height: auto; font-size: 12.5px; }
        .chart text { fill: var(--ink); }
        .chart .label { text-anchor: end; }
        .chart .tick { text-anchor: middle; fill: var(--soft); }
        .chart .grid { stroke: var(--line); stroke-width: 1; }
        .chart .band { fill: var(--wash); }
        .chart .whisker { stroke-width: 2; opacity: .7; }
        .chart .zero { stroke: var(--ink); stroke-width: 1; } .chart .ink { stroke: var(--ink); }
        .gain { fill: var(--gain); } .loss { fill: var(--loss); }
        .heat { width: 100%; height: auto; font-size: 15.5px; }
        .heat text { fill: var(--ink); } .heat .label { text-anchor: end; } .heat .empty { fill: var(--wash); }
        .heat .more { fill: var(--accent); } .heat .less { fill: var(--loss); }
        .heat .on, .heat .over { text-anchor: middle; font-size: 15px; } .heat .over { fill: var(--page); }
        .legend { font-size: 14px; margin: 4px 0; max-width: none; }
        .legend span { margin-right: 18px; white-space: nowrap; }
        .legend i { display: inline-block; width: 11px; height: 11px; border-radius: 50%; margin-right: 6px; }
        .s0 { fill: var(--c0); } .s1 { fill: var(--c1); } .s2 { fill: var(--c2); } .s3 { fill: var(--c3); } .s4 { fill: var(--c4); } .s5 { fill: var(--c5); }
        .l0 { stroke: var(--c0); } .l1 { stroke: var(--c1); } .l2 { stroke: var(--c2); }
        .l3 { stroke: var(--c3); } .l4 { stroke: var(--c4); } .l5 { stroke: var(--c5); }
        .b0 { background: var(--c0); } .b1 { background: var(--c1); } .b2 { background: var(--c2); }
        .b3 { background: var(--c3); } .b4 { background: var(--c4); } .b5 { background: var(--c5); }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 18px; font-size: 15px; }
        dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
        """;
}
