namespace GanAugment.Data.Sources;

public sealed class CifarBinarySourceTests : IDisposable
{
    private static readonly ImageShape Shape = new(3, 32, 32);
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Batches_are_read_one_after_the_other()
    {
        folder.Write("data_batch_2.bin", Record(1, 7));
        folder.Write("data_batch_1.bin", [.. Record(0, 5), .. Record(2, 6)]);
        folder.Write("test_batch.bin", Record(2, 9));
        folder.Write("batches.meta.txt", "airplane\nautomobile\nbird\n\n");

        LabelledImageSet train = CifarBinarySource.Open(folder.Root);
        LabelledImageSet test = CifarBinarySource.Open(folder.Root, DatasetSplit.Test);

        Assert.Equal([0, 2, 1], train.Labels);
        Assert.Equal(["airplane", "automobile", "bird"], train.Classes);
        Assert.Equal(TestImages.Pixels(Shape, 6), train.ReadAt(1));
        Assert.Equal(TestImages.Pixels(Shape, 7), train.ReadAt(2));
        Assert.Equal(TestImages.Pixels(Shape, 9), test.ReadAt(0));
    }

    [Fact]
    public void One_file_is_read_with_the_class_names_beside_it()
    {
        string path = folder.Write("cells.bin", Record(1, 3));
        folder.Write("classes.txt", "red\nwhite\n");

        Assert.Equal(["red", "white"], CifarBinarySource.Open(path).Classes);
    }

    [Fact]
    public void Cifar_100_gives_its_fine_labels()
    {
        folder.Write("train.bin", [0, .. Record(2, 4), 1, .. Record(1, 5)]);
        folder.Write("fine_label_names.txt", "apple\nbaby\nbear\n");

        LabelledImageSet set = CifarBinarySource.Open(folder.Root);

        Assert.Equal([2, 1], set.Labels);
        Assert.Equal(TestImages.Pixels(Shape, 5), set.ReadAt(1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3072)]
    [InlineData(3073 + 5)]
    public void A_file_of_no_whole_number_of_records_is_refused(int length)
    {
        string path = folder.Write("train.bin", new byte[length]);

        var error = Assert.Throws<DatasetException>(() => CifarBinarySource.Open(folder.Root));

        Assert.Contains($"{length} bytes", error.What);
        Assert.Contains(path, error.Origin);
    }

    [Fact]
    public void A_label_without_class_name_is_refused()
    {
        folder.Write("train.bin", Record(2, 0));
        folder.Write("classes.txt", "red\nwhite\n");

        Assert.Contains("label 2", Assert.Throws<DatasetException>(() => CifarBinarySource.Open(folder.Root)).Message);
    }

    [Fact]
    public void A_missing_part_is_refused()
    {
        folder.Write("train.bin", Record(0, 0));

        Assert.Contains("test part", Assert.Throws<DatasetException>(() => CifarBinarySource.Open(folder.Root, DatasetSplit.Test)).Message);
    }

    [RealDataFact("bccd")]
    public void Blood_cells_are_as_imbalanced_as_their_readme_says()
    {
        string path = RealDataFactAttribute.Folder("bccd")!;

        Assert.Equal([292, 301, 3348], CifarBinarySource.Open(path).CountPerClass().Order());
        Assert.Equal([69, 71, 805], CifarBinarySource.Open(path, DatasetSplit.Test).CountPerClass().Order());
    }

    public void Dispose() => folder.Dispose();

    private static byte[] Record(byte label, int number) => [label, .. TestImages.Pixels(Shape, number)];
}
