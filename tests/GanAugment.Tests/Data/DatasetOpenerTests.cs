namespace GanAugment.Data;

public sealed class DatasetOpenerTests : IDisposable
{
    private static readonly ImageShape Shape = new(1, 4, 4);
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Formats_are_recognised_by_content_whatever_the_name()
    {
        folder.Write("idx/some-images", TestImages.Gzip(TestImages.IdxImages(Shape, 2)));
        folder.Write("idx/some-labels", TestImages.IdxLabels(0, 1));
        folder.Write("x.dat", TestImages.Zip(("dataset.json", """{"labels": [["a.png", 0]]}"""u8.ToArray()), ("a.png", TestImages.Png(Shape, 0))));
        folder.Write("list.csv", "classes/a/1.png,a\n");
        folder.Write("classes/a/1.png", TestImages.Png(Shape, 0));
        folder.Write("cells/train.bin", new byte[3073]);

        Assert.Equal(2, DatasetOpener.Open(folder["idx/some-images"]).Labels.Count);
        Assert.Equal(["0"], DatasetOpener.Open(folder["x.dat"]).Classes);
        Assert.Equal(["a"], DatasetOpener.Open(folder["list.csv"]).Classes);
        Assert.Equal(["a"], DatasetOpener.Open(folder["classes"]).Classes);
        Assert.Equal(new ImageShape(3, 32, 32), DatasetOpener.Open(folder["cells"]).Shape);
        Assert.Equal(new ImageShape(3, 32, 32), DatasetOpener.Open(folder["cells/train.bin"]).Shape);
    }

    [Theory]
    [InlineData("notes.txt", "hello")]
    [InlineData("empty.txt", "")]
    public void Failure_lists_every_format_tried_and_why_it_failed(string name, string content)
    {
        var error = Assert.Throws<DatasetException>(() => DatasetOpener.Open(folder.Write(name, content)));

        Assert.Contains("no known format", error.What);
        foreach (string part in new[] { "IDX (it does not begin with 0x00000803)", "StyleGAN zip (it is no zip file)", "CIFAR binary (its name",
            "CSV (its name", "image folder (it is a file)" })
            Assert.Contains(part, error.Origin);
    }

    [Fact]
    public void An_empty_folder_is_refused_with_the_reasons()
    {
        Directory.CreateDirectory(folder["empty"]);

        Assert.Contains("there are no class folders", Assert.Throws<DatasetException>(() => DatasetOpener.Open(folder["empty"])).Message);
    }

    [Fact]
    public void A_labels_file_and_a_pickle_get_their_own_advice()
    {
        string labels = folder.Write("train-labels-idx1-ubyte", TestImages.IdxLabels(0));
        string pickle = folder.Write("data_batch_1", 0x80, 0x02, 0x7D, 0x71);

        Assert.Contains("give the images file", Assert.Throws<DatasetException>(() => DatasetOpener.Open(labels)).Message);
        Assert.Contains("download the binary version", Assert.Throws<DatasetException>(() => DatasetOpener.Open(pickle)).Message);
    }

    [Fact]
    public void Missing_data_is_named()
        => Assert.Contains(folder["nowhere"], Assert.Throws<DatasetException>(() => DatasetOpener.Open(folder["nowhere"])).Message);

    public void Dispose() => folder.Dispose();
}
