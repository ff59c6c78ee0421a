using GanAugment.Training.Initial;

namespace GanAugment.Training.Tests.Initial;

public class ClassRowsTests
{
    private static readonly Dictionary<string, string> NoMap = [];

    [Fact]
    public void Classes_are_matched_by_name_whatever_their_order_and_number()
    {
        ClassRows rows = ClassRows.Match(["eel", "cat", "owl"], ["cat", "dog", "eel", "fox"], NoMap, "there");
        Assert.Equal([[2], [0], []], rows.Sources);
    }

    [Fact]
    public void A_map_wins_over_names_and_classes_may_share_a_source()
    {
        ClassRows rows = ClassRows.Match(["eel", "cat", "owl"], ["cat", "dog"], new Dictionary<string, string> { ["owl"] = "dog", ["cat"] = "dog" }, "there");
        Assert.Equal([[], [1], [1]], rows.Sources);
    }

    [Theory]
    [InlineData("ant", "cat", "no class 'ant' in the data")]
    [InlineData("eel", "ant", "no class 'ant' in the initial generator 'there'")]
    public void A_map_of_unknown_classes_is_an_error_that_names_them(string from, string to, string expected)
    {
        var error = Assert.Throws<OptionException>(() => ClassRows.Match(["eel"], ["cat"], new Dictionary<string, string> { [from] = to }, "there"));
        Assert.Contains(expected, error.Message);
        Assert.Contains("ClassMap", error.Message);
    }

    [Fact]
    public void Tables_take_the_mean_of_the_sources_and_keep_their_own_rows_where_there_are_none()
    {
        var rows = new ClassRows(3, [[2], [0, 1, 2], []]);
        float[] table = [-1, -1, -1, -1, -1, -1];
        rows.Fill([1, 10, 2, 20, 6, 60], table);
        Assert.Equal([6, 60, 3, 30, -1, -1], table);
        Assert.Equal([[2], [0, 1, 2], [1]], rows.Complete(c => [c - 1]).Sources);
    }
}
