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

    [Fact]
    public void Gains_go_right_and_losses_left_of_zero()
    {
        string html = new HtmlReport("t", "s").Differences("c", ["up", "down", "nothing"], new ChartSeries("d", [4, -2, double.NaN], [1, 3, 0])).ToHtml();
        var bars = System.Text.RegularExpressions.Regex.Matches(html, "<rect class=\"(gain|loss)\" x=\"([0-9.]+)\"[^>]* width=\"([0-9.]+)\"").Select(m => (
            m.Groups[1].Value, X: double.Parse(m.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture),
            Width: double.Parse(m.Groups[3].Value, System.Globalization.CultureInfo.InvariantCulture))).ToArray();
        Assert.Equal(["gain", "loss"], bars.Select(b => b.Item1));
        Assert.Equal(bars[0].X, bars[1].X + bars[1].Width, 0.2);
        Assert.Equal(2, bars[0].Width / bars[1].Width, 0.02);
        Assert.Contains(">+4.0</text>", html);
        Assert.Contains(">−2.0</text>", html);
    }

    [Fact]
    public void Heat_maps_show_shares_and_differences()
    {
        string shares = new HtmlReport("t", "s").HeatMap("c", ["a", "<b>"], [[0.75, 0.25], null]).ToHtml();
        Assert.Contains("a taken for &lt;b&gt;: 25.0 %", shares);
        Assert.DoesNotContain("<b>", shares);
        Assert.Equal(2, shares.Split("fill-opacity").Length - 1);
        string difference = new HtmlReport("t", "s").HeatMap("c", ["a", "b"], [[0.1, -0.1], [0, 0]], isDifference: true).ToHtml();
        Assert.Contains("class=\"less\"", difference);
        Assert.Contains(">−10</text>", difference);
        Assert.Contains("fill-opacity=\"1\"", difference);
        Assert.Throws<ArgumentException>(() => new HtmlReport("t", "s").HeatMap("c", ["a", "b"], [[1, 0]]));
    }

    [Fact]
    public void Parts_are_folded_side_by_side_and_dark()
    {
        string html = new HtmlReport("t", "s").Details("more <", parts => parts.List(["one <", "two"])).Row(parts => parts.Subheading("h <"))
            .Callout("good", CalloutTone.Good).Callout("bad", CalloutTone.Bad).Picture([1], "p", [2]).List([]).ToHtml();
        Assert.Contains("<details><summary>more &lt;</summary>\n<ul><li>one &lt;</li><li>two</li></ul>\n</details>", html);
        Assert.Contains("<div class=\"row\">\n<h3>h &lt;</h3>\n</div>", html);
        Assert.Contains("<p class=\"callout good\">good</p>", html);
        Assert.Contains("media=\"(prefers-color-scheme: dark)\" srcset=\"data:image/png;base64,Ag==\"", html);
    }
}
