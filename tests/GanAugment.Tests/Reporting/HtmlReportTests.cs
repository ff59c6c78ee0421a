using System.Xml.Linq;
using GanAugment.Reporting;

namespace GanAugment.Tests.Reporting;

public class HtmlReportTests
{
    [Fact]
    public void Text_cannot_become_markup()
    {
        string html = new HtmlReport("<b>", "a & b").Heading("<h>").Paragraph("<script>").Callout("<i>")
            .Table(["<th>"], [["<td>"]]).Facts([new("<dt>", "<dd>")]).Dots("<cap>", ["<l>"], [new ChartSeries("<s>", [1]), new ChartSeries("<t>", [2])])
                .ToHtml();
        foreach (string raw in new[] { "<b>", "a & b", "<h>", "<script>", "<i>", "<cap>", "<l>", "<s>", "<t>" }) Assert.DoesNotContain(raw, html);
    }

    [Fact]
    public void The_body_is_well_formed_and_needs_nothing_beside_it()
    {
        string html = new HtmlReport("Title", "Subtitle").Heading("One").Paragraph("Text").Callout("Result").Picture([1, 2, 3], "A picture")
            .Table(["class", "real", "look"], [["shirt", ReportCell.Figure("12"), ReportCell.Picture([4, 5], "shirts")]])
            .StackedBars("Bars", ["a", "b"], [new ChartSeries("real", [3, 1]), new ChartSeries("synthetic", [0, 2])])
            .Dots("Dots", ["a", "b"], [new ChartSeries("one", [70, double.NaN], [1, 0]), new ChartSeries("two", [72, 71])])
            .Facts([new("seed", "0")]).ToHtml();
        string body = html[html.IndexOf("<body>", StringComparison.Ordinal)..(html.IndexOf("</body>", StringComparison.Ordinal) + 7)];
        // Images are the only elements without an end; closed here, the rest must be XML.
        XElement parsed = XElement.Parse(System.Text.RegularExpressions.Regex.Replace(body, "(<img [^>]*)>", "$1/>"));
        Assert.Equal(2, parsed.Descendants("svg").Count());
        Assert.All(parsed.Descendants("img"), img => Assert.StartsWith("data:image/png;base64,", img.Attribute("src")!.Value));
        Assert.DoesNotContain("http", html);
        Assert.DoesNotContain("<script", html);
    }

    [Fact]
    public void Bars_have_lengths_in_proportion()
    {
        string html = new HtmlReport("t", "s").StackedBars("c", ["a", "b"], [new ChartSeries("n", [100, 25])]).ToHtml();
        double[] widths = [.. System.Text.RegularExpressions.Regex.Matches(html, "<rect[^>]* width=\"([0-9.]+)\"")
            .Select(m => double.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(2, widths.Length);
        Assert.Equal(4, widths[0] / widths[1], 0.02);
    }

    [Fact]
    public void A_series_of_the_wrong_length_is_refused() =>
        Assert.Throws<ArgumentException>(() => new HtmlReport("t", "s").Dots("c", ["a", "b"], [new ChartSeries("n", [1])]));

    [Fact]
    public void Equal_values_still_make_a_chart() =>
        Assert.DoesNotContain("NaN", new HtmlReport("t", "s").Dots("c", ["a"], [new ChartSeries("n", [1])]).StackedBars("c", ["a"], [new ChartSeries("n", [0])])
            .ToHtml());
}
