using System.IO.Compression;
using System.Text;

namespace GanAugment.Data.Sources;

public sealed class StyleGanZipSourceTests : IDisposable
{
    private static readonly ImageShape Shape = new(3, 4, 4);
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_zip_gives_the_listed_images_with_their_labels()
    {
        ILabelledImageSource source = StyleGanZipSource.Open(Zip("""{"labels": [["00000/b.png", 2], ["00000/a.png", 0]]}""", "00000/a.png", "00000/b.png",
            "00000/unlisted.png"));

        Assert.Equal([2, 0], source.Labels);
        Assert.Equal(["0", "1", "2"], source.Classes);
        Assert.Equal(TestImages.Pixels(Shape, 1), source.ReadAt(0));
        Assert.Equal(TestImages.Pixels(Shape, 0), source.ReadAt(1));
    }

    [Fact]
    public void Many_threads_read_the_same_bytes()
    {
        string[] names = [.. Enumerable.Range(0, 20).Select(i => $"{i:d2}.png")];
        ILabelledImageSource source = StyleGanZipSource.Open(Zip($$"""{"labels": [{{string.Join(",", names.Select(name => $"[\"{name}\", 0]"))}}]}""", names));

        Parallel.For(0, 200, i => Assert.Equal(TestImages.Pixels(Shape, i % 20), source.ReadAt(i % 20)));
    }

    [Fact]
    public void A_folder_is_read_like_a_zip()
    {
        folder.Write("dataset.json", """{"labels": [["x/1.png", 1]], "classes": ["cat", "dog"]}""");
        folder.Write("x/1.png", TestImages.Png(Shape, 5));

        ILabelledImageSource source = StyleGanZipSource.Open(folder.Root);

        Assert.Equal(["cat", "dog"], source.Classes);
        Assert.Equal(TestImages.Pixels(Shape, 5), source.ReadAt(0));
    }

    [Fact]
    public void No_name_leads_out_of_the_folder()
    {
        folder.Write("secret.png", TestImages.Png(Shape, 0));
        folder.Write("set/dataset.json", """{"labels": [["../secret.png", 0]]}""");

        Assert.Contains("'../secret.png'", Assert.Throws<DatasetException>(() => StyleGanZipSource.Open(folder["set"])).Message);
    }

    [Theory]
    [InlineData("""{"labels": null}""", "no labels")]
    [InlineData("""{"labels": [["a.png", [0.5, 0.5]]]}""", "no class index")]
    [InlineData("""{"labels": [["a.png", -1]]}""", "no class index")]
    [InlineData("""{"labels": [["a.png", 2]], "classes": ["cat", "dog"]}""", "2, but there are 2 classes")]
    [InlineData("""{"labels": [["a.png", 2000000000]]}""", "2000000000")]
    [InlineData("""{"labels": [["missing.png", 0]]}""", "'missing.png'")]
    [InlineData("""{"labels": [["a.png"]]}""", "not as expected")]
    [InlineData("""{"labels": 3}""", "not as expected")]
    [InlineData("""{"labels": [[null, 0]]}""", "name of an image is null")]
    [InlineData("""{"labels": [["a\u0000.png", 0]]}""", "missing")]
    [InlineData("""{"labels": [["", 0]]}""", "missing")]
    [InlineData("""{"labels": []}""", "no images")]
    [InlineData("""{"images": []}""", "not as expected")]
    [InlineData("""{"labels": [""", "not as expected")]
    public void A_wrong_list_is_refused_with_the_reason(string json, string reason)
        => Assert.Contains(reason, Assert.Throws<DatasetException>(() => StyleGanZipSource.Open(Zip(json, "a.png"))).Message);

    [Fact]
    public void A_zip_without_list_is_refused()
    {
        string path = folder.Write("plain.zip", TestImages.Zip(("a.png", TestImages.Png(Shape, 0))));

        Assert.Contains("no dataset.json", Assert.Throws<DatasetException>(() => StyleGanZipSource.Open(path)).Message);
    }

    [Fact]
    public void A_truncated_zip_is_refused()
    {
        string path = Zip("""{"labels": [["a.png", 0]]}""", "a.png");
        folder.Write("cut.zip", File.ReadAllBytes(path)[..^30]);

        Assert.Contains("cannot be opened", Assert.Throws<DatasetException>(() => StyleGanZipSource.Open(folder["cut.zip"])).Message);
    }

    [Fact]
    public void A_name_that_is_no_path_is_missing_from_a_folder()
    {
        folder.Write("set/dataset.json", """{"labels": [["a\u0000.png", 0]]}""");

        Assert.Contains("missing", Assert.Throws<DatasetException>(() => StyleGanZipSource.Open(folder["set"])).What);
    }

    [Fact]
    public void A_zip_that_miscounts_its_files_is_refused()
    {
        byte[] zip = File.ReadAllBytes(Zip("""{"labels": [["a.png", 0]]}""", "a.png"));
        zip[^12]++; // Entries in all, in the end of the archive.
        zip[^14]++; // Entries on this disk.
        folder.Write("x.zip", zip);

        Assert.Contains("cannot be opened", Assert.Throws<DatasetException>(() => StyleGanZipSource.Open(folder["x.zip"])).What);
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression, 33554432)] // the most that an image file may have
    [InlineData(CompressionLevel.Optimal, 16777216)] // what packed bytes may become in any case; 100 times their number is less
    public void An_image_that_unpacks_without_end_is_refused_at_a_limit(CompressionLevel level, long limit)
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in new[] { ("dataset.json", """{"labels": [["a.png", 0]]}"""u8.ToArray()), ("a.png", new byte[40 << 20]) })
            {
                using Stream entry = zip.CreateEntry(name, level).Open();
                entry.Write(content);
            }

        string path = folder.Write("x.zip", packed.ToArray());

        Assert.Contains($"'a.png' has more than {limit} bytes", Assert.Throws<DatasetException>(() => StyleGanZipSource.Open(path)).What);
    }

    [Fact]
    public void A_damaged_image_in_the_zip_is_named()
    {
        string path = folder.Write("x.zip",
            TestImages.Zip(("dataset.json", """{"labels": [["a.png", 0], ["b.png", 0]]}"""u8.ToArray()), ("a.png", TestImages.Png(Shape, 0)),
                ("b.png", [1, 2, 3])));
        ILabelledImageSource source = StyleGanZipSource.Open(path);

        Assert.Contains("b.png", Assert.Throws<DatasetException>(() => source.ReadAt(1)).Origin);
    }

    public void Dispose() => folder.Dispose();

    private string Zip(string json, params string[] images)
        => folder.Write("set.zip",
            TestImages.Zip([("dataset.json", Encoding.UTF8.GetBytes(json)), .. images.Select((name, i) => (name, TestImages.Png(Shape, i)))]));
}
