using System.Text.RegularExpressions;

namespace GanAugment.Training.Tests;

public partial class DocumentedOptionsTests
{
    [Fact]
    public void Every_options_file_in_the_documentation_is_one()
    {
        string[] documents = [.. Blocks().Matches(Page()).Select(m => m.Groups[1].Value)];
        Assert.NotEmpty(documents);
        foreach (string json in documents) TrainingOptions.Parse(json, "docs/training-aids.md");
    }

    [Fact]
    public void Every_option_in_the_tables_exists_and_so_does_every_part()
    {
        // | `leCam` | … | `weight` 0.3, … | 1.0 |
        string[][] rows = [.. Page().Split('\n').Where(line => Row().IsMatch(line)).Select(line => line.Split(" | "))];
        Assert.True(rows.Length > 10);
        foreach (string[] row in rows)
        {
            string name = Names().Match(row[0]).Groups[1].Value;
            Type type = Nullable.GetUnderlyingType(Property(typeof(TrainingOptions), name)) ?? Property(typeof(TrainingOptions), name);
            if (!type.Name.EndsWith("Options", StringComparison.Ordinal)) continue;
            foreach (Match part in Names().Matches(row[2])) Property(type, part.Groups[1].Value);
        }
    }

    private static Type Property(Type type, string name) => type.GetProperties().SingleOrDefault(p =>
        string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase))?.PropertyType ?? throw new Xunit.Sdk.XunitException($"{type.Name} has no '{name}'");

    private static string Page()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "GanAugment.sln"))) folder = folder.Parent!;
        return File.ReadAllText(Path.Combine(folder.FullName, "docs", "training-aids.md"));
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex("^\\| `[a-zA-Z]+` \\| .* \\| .* \\|")]
    private static partial Regex Row();

    [GeneratedRegex("`([a-zA-Z]+)`")]
    private static partial Regex Names();
}
