using System.Text.RegularExpressions;
using System.Xml.Linq;
using GanAugment.Transforms.Comparison;
using static GanAugment.Transforms.Tests.Comparison.ComparisonScene;

namespace GanAugment.Transforms.Tests.Comparison;

public partial class ComparisonReportTests
{
    [Fact]
    public void The_verdict_stands_first_and_everything_is_there()
    {
        using var generator = new BlobGenerator { Wrong = true };
        ComparisonResult result = AugmentationComparison.Run(Train, [new("test", Test), new("noisy", new GanAugment.Data.NoisyImages(Test, 30))],
            Options(generator, 0, 1, 2) with { Arms = ComparisonArm.Standard, Pictures = true }, Pipeline);
        string html = ComparisonReport.Of(result).ToHtml();
        string text = Tags().Replace(html[html.IndexOf("</header>", StringComparison.Ordinal)..], " ");
        Assert.StartsWith(System.Net.WebUtility.HtmlEncode(result.Verdict), text.TrimStart());
        foreach (string part in (string[])["Balanced accuracy on 'test'", "Balanced accuracy on 'noisy'", "Gains and losses", "What is taken for what",
            "What the arms are", "settings that were tried", "Plan",
            "Real and synthetic images", "Truncation", "Nearest training images", "Settings and provenance", result.Training.Fingerprint, result.Caveat[..40]])
            Assert.Contains(System.Net.WebUtility.HtmlEncode(part), html);
        Assert.Equal(5, result.Sweep.Count);
        Assert.NotNull(result.Sweep[0].Validation);
        // Made for the wrong class, the samples are not recognised; strong truncation makes them alike.
        Assert.All(result.Sweep, t => Assert.True(t.Recognised < 20));
        Assert.True(result.Sweep[^1].Diversity < result.Sweep[0].Diversity / 2);
        string body = html[html.IndexOf("<body>", StringComparison.Ordinal)..(html.IndexOf("</body>", StringComparison.Ordinal) + 7)];
        XElement parsed = XElement.Parse(Unclosed().Replace(body, "$1/>"));
        Assert.Equal(6, parsed.Descendants("svg").Count(svg => svg.Attribute("class")!.Value == "heat"));
        Assert.DoesNotContain("http", html);
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("NaN", Regex.Replace(html, "base64,[^\"']*", "")); // a picture may spell it by chance
    }

    [Fact]
    public void Without_a_generator_arm_the_best_baseline_is_the_result()
    {
        using var generator = new BlobGenerator();
        ComparisonResult result = AugmentationComparison.Run(Train, Test, Options(generator, 0, 1) with { Arms = ComparisonArm.Baselines }, Pipeline);
        Assert.Null(result.Candidate);
        Assert.Equal($"No arm uses a generator; the best baseline is {result.BestBaseline}.", result.Verdict);
        Assert.Contains("best baseline", ComparisonReport.Of(result).ToHtml());
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("(<(?:img|source) [^>]*)>")]
    private static partial Regex Unclosed();
}
