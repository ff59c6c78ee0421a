using System.Text.RegularExpressions;
using GanAugment.Reporting;

namespace GanAugment.Cli.Tests;

public partial class DocumentedGridsTests
{
    [Fact]
    public void Every_sheet_in_a_document_stands_beside_the_command_that_drew_it()
    {
        var checkedPictures = new List<string>();
        string docs = Path.Combine(Root(), "docs");
        foreach (string document in Directory.EnumerateFiles(docs, "*.md"))
        {
            string text = File.ReadAllText(document);
            foreach (Match picture in Pictures().Matches(text))
            {
                string name = picture.Groups[1].Value;
                string? command = PngText.Read(File.ReadAllBytes(Path.Combine(docs, "images", name))).FirstOrDefault(entry => entry.Key == "Comment").Value;
                if (command is null) continue;
                Assert.Contains($"{command} -o docs/images/{name}", text);
                checkedPictures.Add(name);
            }
        }

        Assert.Contains("truncation.png", checkedPictures);
        Assert.Contains("neighbours.png", checkedPictures);
    }

    [GeneratedRegex(@"\]\(images/([\w-]+\.png)\)")]
    private static partial Regex Pictures();

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "GanAugment.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
