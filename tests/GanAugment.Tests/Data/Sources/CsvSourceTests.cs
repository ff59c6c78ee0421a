namespace GanAugment.Data.Sources;

public sealed class CsvSourceTests : IDisposable
{
    private static readonly ImageShape Shape = new(1, 4, 4);
    private readonly TemporaryFolder folder = new();

    public CsvSourceTests()
    {
        for (int i = 0; i < 3; i++) folder.Write($"pictures/{i}.png", TestImages.Png(Shape, i));
    }

    [Theory]
    [InlineData("pictures/2.png,dog\npictures/0.png,cat\n")]
    [InlineData("path,label\npictures/2.png,dog\npictures/0.png,cat")]
    [InlineData("\uFEFFlabel,score,file_name\r\ndog,1,pictures/2.png\r\ncat,2,pictures/0.png\r\n\r\n")]
    [InlineData("\"Path\",\"Class\"\n\"pictures/2.png\",\"dog\"\n\"pictures/0.png\",cat\n")]
    public void Paths_and_labels_are_read_with_and_without_header(string csv)
    {
        ILabelledImageSource source = CsvSource.Open(folder.Write("list.csv", csv));

        Assert.Equal(["cat", "dog"], source.Classes);
        Assert.Equal([1, 0], source.Labels);
        Assert.Equal(TestImages.Pixels(Shape, 2), source.ReadAt(0));
        Assert.Equal(TestImages.Pixels(Shape, 0), source.ReadAt(1));
    }

    [Fact]
    public void Quoted_fields_hold_commas_quotes_and_line_breaks()
    {
        folder.Write("a, b.png", TestImages.Png(Shape, 1));

        ILabelledImageSource source = CsvSource.Open(folder.Write("list.csv", "\"a, b.png\",\"say \"\"hi\"\",\nthen go\"\n"));

        Assert.Equal(["say \"hi\",\nthen go"], source.Classes);
    }

    [Fact]
    public void A_label_that_classes_txt_does_not_list_is_named_with_its_line()
    {
        folder.Write("classes.txt", "cat\ndog\n");
        string path = folder.Write("list.csv", "pictures/0.png,cat\npictures/1.png,cow\n");

        var error = Assert.Throws<DatasetException>(() => CsvSource.Open(path));

        Assert.Contains("Line 2 has the class 'cow'", error.What);
    }

    [Fact]
    public void Missing_images_are_all_counted_and_the_first_named()
    {
        string path = folder.Write("list.csv", "pictures/0.png,cat\nx.png,cat\ny.png,cat\n");

        var error = Assert.Throws<DatasetException>(() => CsvSource.Open(path));

        Assert.Contains("2 of 3 images are missing", error.What);
        Assert.Contains("line 2", error.What);
        Assert.Contains("y.png", error.What);
    }

    [Theory]
    [InlineData("pictures/0.png\n", "Line 1")]
    [InlineData("pictures/0.png,cat\n,dog\n", "Line 2")]
    [InlineData("pictures/0.png,cat\npictures/1.png,  \n", "Line 2")]
    [InlineData("path,label\n", "no images")]
    [InlineData("", "no images")]
    [InlineData("pictures/0.png,\"cat\n", "does not end")]
    public void A_malformed_list_is_refused_with_the_reason(string csv, string reason)
    {
        string path = folder.Write("list.csv", csv);

        Assert.Contains(reason, Assert.Throws<DatasetException>(() => CsvSource.Open(path)).Message);
    }

    [Fact]
    public void A_missing_list_is_named()
        => Assert.Contains(folder["none.csv"], Assert.Throws<DatasetException>(() => CsvSource.Open(folder["none.csv"])).Message);

    [Fact]
    public void A_folder_has_its_parts_in_train_csv_and_test_csv()
    {
        folder.Write("train.csv", "pictures/0.png,cat\n");
        folder.Write("test.csv", "pictures/1.png,cat\n");

        Assert.Equal(TestImages.Pixels(Shape, 1), CsvSource.Open(folder.Root, DatasetSplit.Test).ReadAt(0));
        Assert.Equal(TestImages.Pixels(Shape, 0), CsvSource.Open(folder.Root).ReadAt(0));
    }

    public void Dispose() => folder.Dispose();
}
