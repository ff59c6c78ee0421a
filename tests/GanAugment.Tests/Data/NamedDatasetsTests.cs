using System.Formats.Tar;
using System.Security.Cryptography;

namespace GanAugment.Data;

public sealed class NamedDatasetsTests : IDisposable
{
    private static readonly ImageShape Shape = new(1, 28, 28);
    private readonly TemporaryFolder folder = new();
    private readonly HttpClient client = new();

    [Fact]
    public void A_set_in_the_users_folder_is_used_with_its_known_class_names()
    {
        WriteIdx("data/fashion-mnist");

        ILabelledImageSource source = Open("fashion-mnist", DatasetSplit.Test);

        Assert.Equal("Ankle boot", source.Classes[9]);
        Assert.Equal([3], source.Labels);
    }

    [Fact]
    public void Any_folder_under_the_users_folder_can_be_opened_by_its_name()
    {
        folder.Write("data/cells/train/a/1.png", TestImages.Png(Shape, 1));

        Assert.Equal(["a"], Open("cells", DatasetSplit.Train).Classes);
    }

    [Fact]
    public void A_set_goes_by_its_name_not_by_where_it_lies()
    {
        WriteIdx("data/fashion-mnist");

        Assert.Equal("fashion-mnist (test images)", Open("fashion-mnist", DatasetSplit.Test).Origin);
    }

    [Theory]
    [InlineData("unheard-of")]
    [InlineData("../data")]
    [InlineData("..")]
    public void An_unknown_name_is_refused_with_the_known_ones(string name)
    {
        Directory.CreateDirectory(folder["data"]);

        Assert.Contains("letters, fashion-mnist, mnist, cifar10", Assert.Throws<DatasetException>(() => Open(name, DatasetSplit.Train)).Remedy);
    }

    [Fact]
    public void Letters_that_were_not_copied_are_missed_by_name()
        => Assert.Contains(folder["application"], Assert.Throws<DatasetException>(() => Open("letters", DatasetSplit.Train)).Origin);

    [Fact]
    public void Files_are_downloaded_once()
    {
        byte[] content = TestImages.Pixels(Shape, 1);
        using var server = new LoopbackServer(LoopbackServer.Content(content));
        var dataset = new WellKnownDataset("set", [File("a.gz", content, server), File("b.gz", content, server)], null);

        string first = Provide(dataset);
        string second = Provide(dataset);

        Assert.Equal(folder["cache/set"], first);
        Assert.Equal(first, second);
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(content, System.IO.File.ReadAllBytes(folder["cache/set/b.gz"]));
    }

    [Fact]
    public void The_next_address_is_asked_when_one_fails()
    {
        byte[] content = TestImages.Pixels(Shape, 1);
        using var broken = new LoopbackServer(LoopbackServer.Status("403 Forbidden"));
        using var good = new LoopbackServer(LoopbackServer.Content(content));

        Provide(new WellKnownDataset("set", [File("a.gz", content, broken, good)], null));

        Assert.Equal(content, System.IO.File.ReadAllBytes(folder["cache/set/a.gz"]));
        Assert.Single(broken.Requests);
    }

    [Fact]
    public void A_failed_download_keeps_the_files_that_were_good()
    {
        byte[] content = TestImages.Pixels(Shape, 1);
        using var server = new LoopbackServer(LoopbackServer.Content(content), LoopbackServer.Status("404 Not Found"));

        Assert.Throws<DatasetException>(() => Provide(new WellKnownDataset("set", [File("a.gz", content, server), File("b.gz", content, server)], null)));

        Assert.Equal(content, System.IO.File.ReadAllBytes(folder["cache/set/a.gz"]));
        Assert.False(System.IO.File.Exists(folder["cache/set/b.gz"]));
    }

    [Fact]
    public void An_archive_is_unpacked_without_its_folders_and_only_once()
    {
        byte[] archive = Archive(("cifar/data_batch_1.bin", new byte[3073]), ("../../outside.txt", [1]));
        using var server = new LoopbackServer(LoopbackServer.Content(archive));
        var dataset = new WellKnownDataset("set", [File("x.tar.gz", archive, server)], null);

        Provide(dataset);
        Provide(dataset);

        Assert.Single(server.Requests);
        Assert.Equal(["data_batch_1.bin", "outside.txt", "x.tar.gz.unpacked"],
            Directory.GetFiles(folder["cache/set"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["cache"], Directory.GetFileSystemEntries(folder.Root).Select(Path.GetFileName));
    }

    [Fact]
    public void An_archive_whose_unpacking_was_killed_is_unpacked_without_another_download()
    {
        byte[] archive = Archive(("cifar/data_batch_1.bin", new byte[3073]), ("cifar/test_batch.bin", new byte[3073]));
        using var server = new LoopbackServer(LoopbackServer.Content(archive));
        folder.Write("cache/set/x.tar.gz", archive);
        folder.Write("cache/set/data_batch_1.bin", new byte[3073]);

        Provide(new WellKnownDataset("set", [File("x.tar.gz", archive, server)], null));

        Assert.Empty(server.Requests);
        Assert.Equal(["data_batch_1.bin", "test_batch.bin", "x.tar.gz.unpacked"],
            Directory.GetFiles(folder["cache/set"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_well_known_file_has_a_sha256_and_an_address_that_ends_in_its_name()
        => Assert.All(WellKnownDataset.All.SelectMany(dataset => dataset.Files), file =>
        {
            Assert.Matches("^[0-9a-f]{64}$", file.Sha256);
            Assert.All(file.Addresses, address => Assert.EndsWith("/" + file.Name, address.AbsolutePath));
        });

    [RealDataFact("fashion-mnist")]
    public void The_official_fashion_mnist_files_have_the_expected_hashes()
    {
        string official = RealDataFactAttribute.Folder("fashion-mnist")!;

        Assert.All(WellKnownDataset.All.Single(dataset => dataset.Name == "fashion-mnist").Files, file =>
            Assert.Equal(file.Sha256, Convert.ToHexStringLower(SHA256.HashData(System.IO.File.ReadAllBytes(Path.Combine(official, file.Name))))));
    }

    public void Dispose()
    {
        client.Dispose();
        folder.Dispose();
    }

    private static DatasetFile File(string name, byte[] content, params LoopbackServer[] servers)
        => new(name, Convert.ToHexStringLower(SHA256.HashData(content)), [.. servers.Select(server => server.Address)]);

    private static byte[] Archive(params (string Name, byte[] Content)[] files)
    {
        var packed = new MemoryStream();
        using (var tar = new TarWriter(packed, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in files)
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        }

        return TestImages.Gzip(packed.ToArray());
    }

    private Downloader Downloader() => new(client, attempts: 1, TimeSpan.Zero);

    private string Provide(WellKnownDataset dataset) => new DatasetCache(folder["cache"], Downloader()).Provide(dataset, null, default);

    private ILabelledImageSource Open(string name, DatasetSplit split)
        => NamedDatasets.Open(name, split, new DatasetLocations(folder["data"], folder["application"], folder["cache"]), Downloader());

    private void WriteIdx(string name)
    {
        folder.Write($"{name}/t10k-images-idx3-ubyte", TestImages.IdxImages(Shape, 1));
        folder.Write($"{name}/t10k-labels-idx1-ubyte", TestImages.IdxLabels(3));
    }
}
