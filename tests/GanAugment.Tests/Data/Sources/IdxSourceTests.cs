namespace GanAugment.Data.Sources;

public sealed class IdxSourceTests : IDisposable
{
    private static readonly ImageShape Shape = new(1, 5, 7);
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("train-images-idx3-ubyte", "train-labels-idx1-ubyte", false)]
    [InlineData("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", true)]
    [InlineData("train-images.idx3-ubyte", "train-labels.idx1-ubyte", false)]
    public void A_folder_gives_every_image_and_label_in_order(string images, string labels, bool gzip)
    {
        Write(images, TestImages.IdxImages(Shape, 4), gzip);
        Write(labels, TestImages.IdxLabels(2, 0, 1, 2), gzip);

        LabelledImageSet set = IdxSource.Open(folder.Root);

        Assert.Equal(Shape, set.Shape);
        Assert.Equal([2, 0, 1, 2], set.Labels);
        Assert.Equal(["0", "1", "2"], set.Classes);
        for (int i = 0; i < 4; i++) Assert.Equal(TestImages.Pixels(Shape, i), set.ReadAt(i));
    }

    [Fact]
    public void A_gzip_file_that_unpacks_to_a_hundred_times_its_size_is_refused_before_it_fills_the_memory()
    {
        var shape = new ImageShape(1, 1000, 1000);
        Write("train-images-idx3-ubyte.gz", [.. TestImages.IdxImages(shape, 0)[..4], 0, 0, 0, 200, 0, 0, 3, 232, 0, 0, 3, 232, .. new byte[32 << 20]], gzip: true);
        Write("train-labels-idx1-ubyte.gz", TestImages.IdxLabels(1), gzip: true);

        // Of this thread, which unpacks: other tests allocate beside it.
        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<DatasetException>(() => IdxSource.Open(folder.Root));
        long unpacked = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Contains("more than 100 times its size", error.What);
        Assert.Contains("unpack it", error.Remedy);
        Assert.InRange(unpacked, 1 << 16, 96 << 20);
    }

    [Fact]
    public void The_test_part_is_the_t10k_files()
    {
        WriteTrain();
        folder.Write("t10k-images-idx3-ubyte", TestImages.IdxImages(Shape, 1));
        folder.Write("t10k-labels-idx1-ubyte", TestImages.IdxLabels(1));

        Assert.Equal([1], IdxSource.Open(folder.Root, DatasetSplit.Test).Labels);
    }

    [Fact]
    public void Training_images_are_never_given_out_as_test_images()
    {
        WriteTrain();

        Assert.Contains("test part", Assert.Throws<DatasetException>(() => IdxSource.Open(folder.Root, DatasetSplit.Test)).Message);
        Assert.Contains("no test part", Assert.Throws<DatasetException>(() => IdxSource.Open(folder["train-images-idx3-ubyte"], DatasetSplit.Test)).Message);
    }

    [Fact]
    public void Class_names_come_from_the_file_beside_the_images()
    {
        WriteTrain();
        folder.Write("classes.txt", "cat\ndog\n\nowl\n");

        Assert.Equal(["cat", "dog", "owl"], IdxSource.Open(folder.Root).Classes);
    }

    [Fact]
    public void A_label_without_class_name_is_refused()
    {
        WriteTrain();
        folder.Write("classes.txt", "cat\n");

        Assert.Contains("1 classes", Assert.Throws<DatasetException>(() => IdxSource.Open(folder.Root)).Message);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public void A_corrupt_gzip_file_is_named(double where)
    {
        byte[] packed = TestImages.Gzip(TestImages.IdxImages(Shape, 400));
        packed[(int)(where * packed.Length)] ^= 0x10;
        string path = folder.Write("train-images-idx3-ubyte.gz", packed);
        folder.Write("train-labels-idx1-ubyte", TestImages.IdxLabels(0, 1, 0, 1));

        var error = Assert.Throws<DatasetException>(() => IdxSource.Open(folder.Root));

        Assert.Contains("corrupt", error.What);
        Assert.Contains(path, error.Origin);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_truncated_file_is_refused(bool gzip)
    {
        byte[] whole = TestImages.IdxImages(Shape, 4);
        Write(gzip ? "train-images-idx3-ubyte.gz" : "train-images-idx3-ubyte", whole[..^1], gzip);
        folder.Write("train-labels-idx1-ubyte", TestImages.IdxLabels(0, 1, 0, 1));

        Assert.Contains("promises 140 bytes of content, and there are 139", Assert.Throws<DatasetException>(() => IdxSource.Open(folder.Root)).Message);
    }

    [Fact]
    public void A_file_that_ends_inside_its_header_is_refused()
    {
        folder.Write("train-images-idx3-ubyte", TestImages.Numbers(0x0803, 4));
        folder.Write("train-labels-idx1-ubyte", TestImages.IdxLabels(0, 1, 0, 1));

        Assert.Contains("inside its header", Assert.Throws<DatasetException>(() => IdxSource.Open(folder.Root)).Message);
    }

    [Fact]
    public void A_file_longer_than_its_header_says_is_refused()
    {
        folder.Write("train-images-idx3-ubyte", [.. TestImages.IdxImages(Shape, 4), 0]);
        folder.Write("train-labels-idx1-ubyte", TestImages.IdxLabels(0, 1, 0, 1));

        Assert.Contains("longer than the 140 bytes", Assert.Throws<DatasetException>(() => IdxSource.Open(folder.Root)).Message);
    }

    [Fact]
    public void A_header_that_claims_gigabytes_costs_no_memory()
    {
        folder.Write("train-images-idx3-ubyte", [.. TestImages.Numbers(0x0803, 2_000_000, 28, 28), 1, 2, 3]);
        folder.Write("train-labels-idx1-ubyte", TestImages.IdxLabels(0));
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<DatasetException>(() => IdxSource.Open(folder.Root));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
    }

    [Theory]
    [InlineData(-1, 28, 28)]
    [InlineData(1, 0, 28)]
    [InlineData(1, 28, 1 << 20)]
    [InlineData(int.MaxValue, 60_000, 60_000)]
    public void Absurd_sizes_are_refused(int count, int height, int width)
    {
        folder.Write("train-images-idx3-ubyte", [.. TestImages.Numbers(0x0803, count, height, width), 1, 2, 3]);
        folder.Write("train-labels-idx1-ubyte", TestImages.IdxLabels(0));

        Assert.Throws<DatasetException>(() => IdxSource.Open(folder.Root));
    }

    [Fact]
    public void Images_and_labels_of_different_number_are_refused()
    {
        folder.Write("train-images-idx3-ubyte", TestImages.IdxImages(Shape, 4));
        folder.Write("train-labels-idx1-ubyte", TestImages.IdxLabels(0, 1, 0));

        Assert.Contains("4 images but 3 labels", Assert.Throws<DatasetException>(() => IdxSource.Open(folder.Root)).Message);
    }

    [Fact]
    public void A_missing_labels_file_is_named()
    {
        folder.Write("train-images-idx3-ubyte", TestImages.IdxImages(Shape, 4));

        Assert.Contains("'train-labels-idx1-ubyte'", Assert.Throws<DatasetException>(() => IdxSource.Open(folder.Root)).Message);
    }

    [Fact]
    public void A_missing_images_file_is_named()
    {
        folder.Write("some-labels-idx1-ubyte", TestImages.IdxLabels(0));

        Assert.Contains(folder["some-images-idx3-ubyte"], Assert.Throws<DatasetException>(() => IdxSource.Open(folder["some-images-idx3-ubyte"])).Message);
    }

    [RealDataFact("fashion-mnist")]
    public void Fashion_mnist_has_6000_images_of_each_class()
    {
        LabelledImageSet set = IdxSource.Open(RealDataFactAttribute.Folder("fashion-mnist")!);

        Assert.Equal(new ImageShape(1, 28, 28), set.Shape);
        Assert.All(set.CountPerClass(), count => Assert.Equal(6000, count));
    }

    public void Dispose() => folder.Dispose();

    private void WriteTrain()
    {
        folder.Write("train-images-idx3-ubyte", TestImages.IdxImages(Shape, 2));
        folder.Write("train-labels-idx1-ubyte", TestImages.IdxLabels(0, 1));
    }

    private void Write(string name, byte[] content, bool gzip) => folder.Write(name, gzip ? TestImages.Gzip(content) : content);
}
