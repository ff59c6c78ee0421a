using System.Text.RegularExpressions;

namespace GanAugment.Architecture.Tests;

public class SourceTextTests
{
    // Put together here, so that this file does not break its own rule.
    private const string Replacements = @"\bstand" + @"-?ins?\b|GanAugment" + "Dependencies";

    public static TheoryData<string> Folders => ["src", "examples", "tests", "bench"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Nothing_knows_what_its_dependencies_are_made_of(string folder) =>
        Assert.All(Repository.SourceFiles(folder), file => AssertLacks(file, Replacements));

    [Fact]
    public void Nothing_is_left_for_later() =>
        Assert.All(Repository.SourceFiles("src", "examples"), file => AssertLacks(file, @"\bTO" + @"DO\b|\bFIX" + @"ME\b|NotImplemented" + "Exception"));

    [Fact]
    public void Libraries_leave_process_wide_seeds_alone() =>
        Assert.All(Repository.SourceFiles("src"), file => AssertLacks(file, @"torch\.(random\.|cuda\.)?manual_seed"));

    private static void AssertLacks(string file, string pattern)
    {
        var match = Regex.Match(Repository.Read(file), pattern, RegexOptions.IgnoreCase);
        Assert.False(match.Success, $"{file} mentions '{match.Value}'.");
    }
}
