using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using GanAugment.Tests;

namespace GanAugment.Data;

/// <summary>Disks that fill up while a data set is downloaded and unpacked.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly HttpClient client = new();

    [SmallDiskFact]
    public void A_download_that_finds_no_room_leaves_the_earlier_file_and_goes_on_when_there_is_some()
    {
        byte[] content = TestImages.Pixels(new ImageShape(1, 600, 500), 3);
        using SmallDisk? disk = SmallDisk.Mount(folder["disk"], kibibytes: 128);
        string path = folder.Write("disk/set/file.bin", "earlier");
        using var server = new LoopbackServer(LoopbackServer.Content(content));
        var downloader = new Downloader(client, attempts: 3, TimeSpan.Zero);
        string hash = Convert.ToHexStringLower(SHA256.HashData(content));

        var error = Assert.Throws<SaveException>(() => downloader.Download(server.Address, path, hash));

        Assert.StartsWith("Could not save the download: No space left", error.Message);
        Assert.Contains("GANAUGMENT_CACHE", error.Remedy);
        // Another attempt would find no more room.
        Assert.Single(server.Requests);
        Assert.Equal("earlier", File.ReadAllText(path));
        long arrived = new FileInfo(path + ".part").Length;
        Assert.InRange(arrived, 1, 128 << 10);

        disk!.Resize(kibibytes: 1024);
        downloader.Download(server.Address, path, hash);

        Assert.Contains($"Range: bytes={arrived}-", server.Requests[1]);
        Assert.Equal(content, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(folder["disk/set"]));
    }

    [SmallDiskFact]
    public void A_disk_that_fills_up_anywhere_between_download_and_last_file_leaves_whole_files_and_the_next_call_goes_on()
    {
        Dictionary<string, byte[]> files = Enumerable.Range(1, 3).ToDictionary(i => $"data_batch_{i}.bin", i => TestImages.Pixels(new ImageShape(1, 200, 1000), i));
        byte[] archive = Pack(files);
        using SmallDisk? disk = SmallDisk.Mount(folder["disk"], kibibytes: 16);
        using var server = new LoopbackServer(LoopbackServer.Content(archive));
        var dataset = new WellKnownDataset("set",
            [new DatasetFile("images.tar.gz", Convert.ToHexStringLower(SHA256.HashData(archive)), [server.Address])], null);
        var cache = new DatasetCache(folder["disk"], new Downloader(client, attempts: 1));
        int whileDownloading = 0, whileUnpacking = 0;
        for (int size = 16; !TryProvide(); size += 120) disk!.Resize(size);

        Assert.True(whileDownloading > 1 && whileUnpacking > 1, $"{whileDownloading} failures of the download, {whileUnpacking} of unpacking");
        Assert.Equal([.. files.Keys, "images.tar.gz.unpacked"], Directory.GetFiles(folder["disk/set"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (var (name, content) in files) Assert.Equal(content, File.ReadAllBytes(folder[$"disk/set/{name}"]));

        bool TryProvide()
        {
            try
            {
                cache.Provide(dataset, null, default);
                return true;
            }
            catch (SaveException e)
            {
                Assert.Contains("No space left", e.Message);
                string whole = folder["disk/set/images.tar.gz"];
                if (File.Exists(whole)) whileUnpacking++;
                else whileDownloading++;
                if (File.Exists(whole)) Assert.Equal(archive, File.ReadAllBytes(whole));
                foreach (string file in Directory.GetFiles(folder["disk/set"], "data_batch_*"))
                    Assert.Equal(files[Path.GetFileName(file)], File.ReadAllBytes(file));
                Assert.False(File.Exists(whole + ".unpacked"));
                Assert.True(whileDownloading + whileUnpacking < 50, "The disk is large enough, and still it fails.");
                return false;
            }
        }
    }

    public void Dispose()
    {
        client.Dispose();
        folder.Dispose();
    }

    private static byte[] Pack(Dictionary<string, byte[]> files)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
        using (var tar = new TarWriter(gzip))
            foreach (var (name, content) in files) tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"set/{name}") { DataStream = new MemoryStream(content) });
        return packed.ToArray();
    }
}
