using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace GanAugment.Architecture.Tests.Documents;

/// <summary>The site of documents and reference, as eng/make-site.sh makes it.</summary>
public partial class SiteTests
{
    [Fact]
    public void Every_document_is_in_the_navigation()
    {
        string navigation = Repository.Read("eng/site/docs/toc.yml");
        string[] documents = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(path => Path.GetFileName(path)!),
            .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "bench"), "*.md").Select(path => "../bench/" + Path.GetFileName(path)),
            .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "bench", "results"), "*.md").Select(path => "../bench/results/" + Path.GetFileName(path))];
        Assert.NotEmpty(documents);
        Assert.All(documents, name => Assert.Contains($"href: {name}\n", navigation, StringComparison.Ordinal));
    }

    [SiteFact]
    public void Public_types_have_a_page_each_and_nothing_else_has()
    {
        string[] ours = [.. from name in new[] { "GanAugment", "GanAugment.Training", "GanAugment.Transforms" }
            from type in new ProductAssembly(name).PublicTypes
            select type.Replace('`', '-')];
        // A page is a type, a type within a type, a namespace, or the beginning.
        string[] parents = [.. ours.SelectMany(Parents), "index", "toc"];
        string[] pages = [.. Directory.EnumerateFiles(Path.Combine(SiteFactAttribute.Folder!, "api"), "*.html").Select(path => Path.GetFileNameWithoutExtension(path)!)];
        Assert.Empty(ours.Except(pages));
        Assert.All(pages.Except(ours).Except(parents), page => Assert.True(Parents(page).Any(ours.Contains), $"{page} is none of ours."));
    }

    [SiteFact]
    public void Every_link_of_a_page_leads_somewhere()
    {
        string site = SiteFactAttribute.Folder!;
        string[] broken = [.. from page in Directory.EnumerateFiles(site, "*.html", SearchOption.AllDirectories)
            from Match link in Link().Matches(File.ReadAllText(page))
            let target = WebUtility.UrlDecode(WebUtility.HtmlDecode(link.Groups[1].Value).Split('#', '?')[0])
            where target.Length > 0 && !target.Contains(':', StringComparison.Ordinal)
            where !Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, target))
            select $"{Path.GetRelativePath(site, page)}: {target}"];
        Assert.Empty(broken.Take(20));
    }

    [SiteFact]
    public void The_search_knows_documents_and_types()
    {
        using JsonDocument index = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(SiteFactAttribute.Folder!, "index.json")));
        Assert.True(index.RootElement.TryGetProperty("docs/how-it-works.html", out _));
        Assert.True(index.RootElement.TryGetProperty("api/Microsoft.ML.BigGanAugmentationCatalog.html", out JsonElement catalog));
        Assert.Contains("AugmentWithBigGan", catalog.GetProperty("summary").GetString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Parents(string type)
    {
        for (int dot = type.LastIndexOf('.'); dot > 0; dot = type.LastIndexOf('.', dot - 1)) yield return type[..dot];
    }

    [GeneratedRegex("(?:href|src)=\"([^\"]*)\"")]
    private static partial Regex Link();
}
