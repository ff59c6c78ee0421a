namespace GanAugment.Data;

public sealed class DataPartTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Parts_share_no_image_and_are_all_together(int parts)
    {
        LabelledImageSet source = Images(23);

        Subset[] all = [.. Enumerable.Range(1, parts).Select(k => new DataPart(k, parts).Select(source))];

        Assert.Equal(Enumerable.Range(0, 23), all.SelectMany(p => p.Indices).Order());
    }

    [Fact]
    public void Classes_keep_their_proportions()
    {
        int[][] counts = [.. Enumerable.Range(1, 2).Select(k => new DataPart(k, 2).Select(Images(23)).CountPerClass().ToArray())];

        Assert.Equal([[4, 4, 4], [4, 4, 3]], counts);
    }

    [Fact]
    public void Text_and_back() => Assert.Equal("2/3", DataPart.Parse("2/3").ToString());

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("0/2")]
    [InlineData("3/2")]
    [InlineData("-1/2")]
    [InlineData("1/2/3")]
    [InlineData("1/ 2")]
    [InlineData("99999999999/2")]
    public void What_is_no_part_is_refused(string text) => Assert.Throws<OptionException>(() => DataPart.Parse(text));

    private static LabelledImageSet Images(int count) =>
        new("test", new ImageShape(1, 1, 1), new ClassMap(["a", "b", "c"]), [.. Enumerable.Range(0, count).Select(i => i % 3)], new byte[count]);
}
