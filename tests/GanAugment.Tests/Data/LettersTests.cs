namespace GanAugment.Data;

public sealed class LettersTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "data", "letters");
    private static readonly ILabelledImageSource Train = NamedDatasets.Open("letters", DatasetSplit.Train);
    private static readonly ILabelledImageSource Test = NamedDatasets.Open("letters", DatasetSplit.Test);
    private static readonly string[][] Fonts = [.. Sources.CsvFile.Read(Path.Combine(Folder, "fonts.csv")).Skip(1).Select(row => row.Fields)];

    [Fact]
    public void Both_parts_have_ten_classes_of_equal_size()
    {
        Assert.Equal(["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"], Train.Classes);
        Assert.Equal(Train.Classes, Test.Classes);
        Assert.Equal(new ImageShape(1, 28, 28), Train.Shape);
        Assert.All(Train.CountPerClass(), count => Assert.Equal(842, count));
        Assert.All(Test.CountPerClass(), count => Assert.Equal(220, count));
    }

    [Fact]
    public void No_family_is_in_both_parts()
        => Assert.Empty(Families("train").Intersect(Families("test")));

    [Fact]
    public void No_picture_of_the_test_part_is_in_the_training_part()
    {
        // I and J of plain typefaces may be equal to the pixel; the ten letters of a style together may not.
        HashSet<string> trained = [.. Styles(Train)];

        Assert.DoesNotContain(Styles(Test), trained.Contains);
        Assert.Equal(Train.Labels.Count / 10, trained.Count);
    }

    [Fact]
    public void Every_style_is_listed_with_package_and_licence()
    {
        Assert.Equal(Train.Labels.Count / 10, Fonts.Count(font => font[0] == "train"));
        Assert.Equal(Test.Labels.Count / 10, Fonts.Count(font => font[0] == "test"));
        Assert.All(Fonts, font => Assert.True(font.Length == 7 && font.All(field => field.Trim().Length > 0), string.Join(",", font)));
    }

    [Fact]
    public void Every_picture_shows_something_and_leaves_its_border_empty()
    {
        foreach (ILabelledImageSource part in new[] { Train, Test })
        {
            for (int i = 0; i < part.Labels.Count; i++)
            {
                byte[] pixels = part.ReadAt(i);
                Assert.True(pixels.Max() >= 128, $"image {i} is too faint");
                for (int k = 0; k < 28; k++) Assert.Equal(0, pixels[k] | pixels[27 * 28 + k] | pixels[28 * k] | pixels[28 * k + 27]);
            }
        }
    }

    [Fact]
    public void The_whole_set_stays_under_three_megabytes()
        => Assert.InRange(Directory.GetFiles(Folder).Sum(file => new FileInfo(file).Length), 1, 3_000_000);

    private static IEnumerable<string> Families(string part) => Fonts.Where(font => font[0] == part).Select(font => font[2]);

    private static IEnumerable<string> Styles(ILabelledImageSource part)
        => Enumerable.Range(0, part.Labels.Count / 10).Select(style => Convert.ToHexString([.. Enumerable.Range(10 * style, 10).SelectMany(part.ReadAt)]));
}
