using System.Text.RegularExpressions;

namespace GanAugment.Architecture.Tests.Documents;

public partial class DocumentLinkTests
{
    [Fact]
    public void Every_link_into_the_tree_leads_somewhere()
    {
        string[] documents = [.. Directory.EnumerateFiles(Repository.Root, "*.md"), .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md")];
        string[] broken = [.. from document in documents
            from Match link in Link().Matches(File.ReadAllText(document))
            let target = link.Groups[1].Value
            where !target.Contains("://", StringComparison.Ordinal)
            where !Path.Exists(Path.Combine(Path.GetDirectoryName(document)!, target.Split('#')[0]))
            select $"{Path.GetFileName(document)}: {target}"];
        Assert.Empty(broken);
    }

    // Anchors within a page begin with '#'.
    [GeneratedRegex(@"\]\(([^)#\s][^)\s]*)\)")]
    private static partial Regex Link();
}
