using SkiaSharp;

namespace GanAugment.Data.Sources;

public sealed class ImageFolderSourceTests : IDisposable
{
    private static readonly ImageShape Gray = new(1, 6, 4);
    private static readonly ImageShape Colour = new(3, 6, 4);
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Every_folder_is_a_class_in_ordinal_order()
    {
        folder.Write("dog/2.png", TestImages.Png(Colour, 1));
        folder.Write("dog/1.png", TestImages.Png(Colour, 2));
        folder.Write("cat/deeper/x.PNG", TestImages.Png(Colour, 3));
        folder.Write("cat/.hidden.png", 1, 2, 3);
        folder.Write("cat/notes.txt", "no image");
        folder.Write(".git/x.png", 1, 2, 3);

        ILabelledImageSource source = ImageFolderSource.Open(folder.Root);

        Assert.Equal(["cat", "dog"], source.Classes);
        Assert.Equal([0, 1, 1], source.Labels);
        Assert.Equal(Colour, source.Shape);
        Assert.Equal(TestImages.Pixels(Colour, 3), source.ReadAt(0));
        Assert.Equal(TestImages.Pixels(Colour, 2), source.ReadAt(1));
        Assert.Equal(TestImages.Pixels(Colour, 1), source.ReadAt(2));
    }

    [Fact]
    public void Gray_images_have_one_channel()
    {
        folder.Write("a/1.png", TestImages.Png(Gray, 1));
        folder.Write("b/1.png", TestImages.Png(Gray, 2));

        ILabelledImageSource source = ImageFolderSource.Open(folder.Root);

        Assert.Equal(Gray, source.Shape);
        Assert.Equal(TestImages.Pixels(Gray, 2), source.ReadAt(1));
    }

    [Fact]
    public void A_gray_image_among_colour_images_is_repeated_in_every_channel()
    {
        folder.Write("a/1.png", TestImages.Png(Gray, 1));
        folder.Write("b/1.png", TestImages.Png(Colour, 2));

        ILabelledImageSource source = ImageFolderSource.Open(folder.Root);

        byte[] plane = TestImages.Pixels(Gray, 1);
        Assert.Equal(Colour, source.Shape);
        Assert.Equal([.. plane, .. plane, .. plane], source.ReadAt(0));
    }

    [Fact]
    public void Alpha_is_dropped_without_changing_the_colours()
    {
        var shape = new ImageShape(4, 6, 4);
        folder.Write("a/1.png", TestImages.Png(shape, 1));

        ILabelledImageSource source = ImageFolderSource.Open(folder.Root);

        Assert.Equal(Colour, source.Shape);
        Assert.Equal(TestImages.Pixels(shape, 1)[..Colour.Length], source.ReadAt(0));
    }

    [Fact]
    public void Jpeg_images_are_read()
    {
        folder.Write("a/1.jpg", TestImages.Jpeg(8, 8, new SKColor(200, 100, 50)));

        byte[] pixels = ImageFolderSource.Open(folder.Root).ReadAt(0);

        Assert.InRange(pixels[0], 195, 205);
        Assert.InRange(pixels[64], 95, 105);
        Assert.InRange(pixels[128], 45, 55);
    }

    [Fact]
    public void Train_and_test_folders_are_the_parts()
    {
        folder.Write("train/a/1.png", TestImages.Png(Gray, 1));
        folder.Write("test/a/1.png", TestImages.Png(Gray, 2));

        Assert.Equal(TestImages.Pixels(Gray, 1), ImageFolderSource.Open(folder.Root).ReadAt(0));
        Assert.Equal(TestImages.Pixels(Gray, 2), ImageFolderSource.Open(folder.Root, DatasetSplit.Test).ReadAt(0));
    }

    [Fact]
    public void Training_images_are_never_given_out_as_test_images()
    {
        folder.Write("a/1.png", TestImages.Png(Gray, 1));

        Assert.Contains("no test part", Assert.Throws<DatasetException>(() => ImageFolderSource.Open(folder.Root, DatasetSplit.Test)).Message);
    }

    [Fact]
    public void An_image_of_another_size_is_named_with_both_sizes()
    {
        folder.Write("a/1.png", TestImages.Png(Gray, 1));
        string path = folder.Write("a/2.png", TestImages.Png(new ImageShape(1, 6, 5), 1));
        ILabelledImageSource source = ImageFolderSource.Open(folder.Root);

        var error = Assert.Throws<DatasetException>(() => source.ReadAt(1));

        Assert.Contains("5×6", error.What);
        Assert.Contains("4×6", error.What);
        Assert.Contains(path, error.Origin);
    }

    [Fact]
    public void A_late_colour_image_among_gray_images_is_named()
    {
        folder.Write("a/1.png", TestImages.Png(Gray, 1));
        string path = folder.Write("a/2.png", TestImages.Png(Colour, 1));
        ILabelledImageSource source = ImageFolderSource.Open(folder.Root);

        Assert.Contains(path, Assert.Throws<DatasetException>(() => source.ReadAt(1)).Origin);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(-4)]
    public void An_unreadable_image_is_named(int length)
    {
        byte[] png = TestImages.Png(Colour, 1);
        folder.Write("a/1.png", png);
        string path = folder.Write("a/2.png", length > 0 ? png[..length] : length < 0 ? [.. png[..(png.Length / 2)]] : []);
        ILabelledImageSource source = ImageFolderSource.Open(folder.Root);

        Assert.Contains(path, Assert.Throws<DatasetException>(() => source.ReadAt(1)).Origin);
    }

    [Fact]
    public void An_image_that_vanished_is_named()
    {
        folder.Write("a/1.png", TestImages.Png(Gray, 1));
        string path = folder.Write("a/2.png", TestImages.Png(Gray, 2));
        ILabelledImageSource source = ImageFolderSource.Open(folder.Root);
        File.Delete(path);

        Assert.Contains(path, Assert.Throws<DatasetException>(() => source.ReadAt(1)).Origin);
    }

    [Fact]
    public void An_empty_class_folder_is_named()
    {
        folder.Write("a/1.png", TestImages.Png(Gray, 1));
        folder.Write("b/readme.txt", "no image");

        Assert.Contains("'b' has no images", Assert.Throws<DatasetException>(() => ImageFolderSource.Open(folder.Root)).Message);
    }

    [Fact]
    public void A_missing_folder_is_named()
        => Assert.Contains(folder["nowhere"], Assert.Throws<DatasetException>(() => ImageFolderSource.Open(folder["nowhere"])).Message);

    [Fact]
    public void Many_threads_read_the_same_bytes()
    {
        for (int i = 0; i < 24; i++) folder.Write($"a/{i:d2}.png", TestImages.Png(Colour, i));
        ILabelledImageSource source = ImageFolderSource.Open(folder.Root);

        Parallel.For(0, 240, i => Assert.Equal(TestImages.Pixels(Colour, i % 24), source.ReadAt(i % 24)));
    }

    public void Dispose() => folder.Dispose();
}
