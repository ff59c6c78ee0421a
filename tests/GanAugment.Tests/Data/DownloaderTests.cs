using System.Security.Cryptography;

namespace GanAugment.Data;

public sealed class DownloaderTests : IDisposable
{
    private static readonly byte[] Content = TestImages.Pixels(new ImageShape(1, 600, 500), 3);
    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Content));
    private readonly TemporaryFolder folder = new();
    private readonly HttpClient client = new();

    [Fact]
    public void A_whole_file_arrives_and_progress_ends_at_its_length()
    {
        using var server = new LoopbackServer(LoopbackServer.Content(Content));
        var seen = new Seen();

        Download(server, progress: seen);

        Assert.Equal(Content, File.ReadAllBytes(folder["a/file.bin"]));
        Assert.Equal(new DownloadProgress("file.bin", Content.Length, Content.Length), seen.Last);
        Assert.Equal([folder["a/file.bin"]], Directory.GetFiles(folder["a"]));
    }

    [Fact]
    public void A_cut_connection_is_resumed_where_it_broke()
    {
        using var server = new LoopbackServer(LoopbackServer.Cut(Content, 100_000), LoopbackServer.Cut(Content, 50_000), LoopbackServer.Content(Content));

        Download(server);

        Assert.Equal(Content, File.ReadAllBytes(folder["a/file.bin"]));
        Assert.DoesNotContain("Range:", server.Requests[0]);
        Assert.Contains("Range: bytes=100000-", server.Requests[1]);
        Assert.Contains("Range: bytes=150000-", server.Requests[2]);
    }

    [Fact]
    public void A_body_that_stays_truncated_fails_and_leaves_the_earlier_file()
    {
        Directory.CreateDirectory(folder["a"]);
        folder.Write("a/file.bin", "earlier");
        using var server = new LoopbackServer(LoopbackServer.Cut(Content, 0));

        var error = Assert.Throws<DatasetException>(() => Download(server));

        Assert.Contains("download failed", error.What);
        Assert.Contains(server.Address.ToString(), error.Origin);
        Assert.Equal("earlier", File.ReadAllText(folder["a/file.bin"]));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public void The_next_call_goes_on_where_the_last_one_stopped()
    {
        using (var first = new LoopbackServer(LoopbackServer.Cut(Content, 100_000), LoopbackServer.Status("503 Service Unavailable")))
            Assert.Throws<DatasetException>(() => Download(first));
        using var second = new LoopbackServer(LoopbackServer.Content(Content));

        Download(second);

        Assert.Contains("Range: bytes=100000-", Assert.Single(second.Requests));
        Assert.Equal(Content, File.ReadAllBytes(folder["a/file.bin"]));
    }

    [Fact]
    public void A_part_that_is_already_whole_is_not_fetched_again()
    {
        folder.Write("a/file.bin.part", Content);
        using var server = new LoopbackServer(LoopbackServer.Content(Content));

        Download(server);

        Assert.Equal(Content, File.ReadAllBytes(folder["a/file.bin"]));
    }

    [Fact]
    public void A_server_without_ranges_sends_everything_again()
    {
        folder.Write("a/file.bin.part", [1, 2, 3]);
        using var server = new LoopbackServer(LoopbackServer.WithoutRanges(Content));

        Download(server);

        Assert.Equal(Content, File.ReadAllBytes(folder["a/file.bin"]));
    }

    [Fact]
    public void A_part_of_another_version_is_thrown_away()
    {
        folder.Write("a/file.bin.part", [1, 2, 3]);
        using var server = new LoopbackServer(LoopbackServer.Content(Content));

        Download(server);

        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(Content, File.ReadAllBytes(folder["a/file.bin"]));
    }

    [Fact]
    public void A_file_with_another_hash_is_refused_and_the_earlier_file_stays()
    {
        Directory.CreateDirectory(folder["a"]);
        folder.Write("a/file.bin", "earlier");
        byte[] other = [.. Content];
        other[5]++;
        using var server = new LoopbackServer(LoopbackServer.Content(other));

        var error = Assert.Throws<DatasetException>(() => Download(server));

        Assert.Contains(Hash, error.What);
        Assert.Single(server.Requests);
        Assert.Equal("earlier", File.ReadAllText(folder["a/file.bin"]));
        Assert.Equal([folder["a/file.bin"]], Directory.GetFiles(folder["a"]));
    }

    [Fact]
    public void A_file_that_is_not_there_is_not_asked_for_again()
    {
        using var server = new LoopbackServer(LoopbackServer.Status("404 Not Found"));

        var error = Assert.Throws<DatasetException>(() => Download(server));

        Assert.Contains("404", error.What);
        Assert.Single(server.Requests);
        Assert.False(File.Exists(folder["a/file.bin"]));
    }

    [Fact]
    public void A_server_that_is_busy_is_asked_again()
    {
        using var server = new LoopbackServer(LoopbackServer.Status("503 Service Unavailable"), LoopbackServer.Content(Content));

        Download(server);

        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public void A_server_that_is_gone_is_named()
    {
        var server = new LoopbackServer(LoopbackServer.Content(Content));
        Uri address = server.Address;
        server.Dispose();

        var error = Assert.Throws<DatasetException>(() => new Downloader(client, attempts: 2, TimeSpan.Zero).Download(address, folder["a/file.bin"], Hash));

        Assert.Contains(address.ToString(), error.Origin);
    }

    [Fact]
    public void Cancelling_keeps_what_has_arrived()
    {
        using var server = new LoopbackServer(LoopbackServer.Content(Content));
        using var cancel = new CancellationTokenSource();

        Assert.ThrowsAny<OperationCanceledException>(() => Download(server, new CancelOnReport(cancel), cancel.Token));

        Assert.False(File.Exists(folder["a/file.bin"]));
        Assert.InRange(new FileInfo(folder["a/file.bin.part"]).Length, 1, Content.Length);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_a_save_error_and_is_not_tried_again()
    {
        folder.Write("a", "a file where the folder should be");
        using var server = new LoopbackServer(LoopbackServer.Content(Content));

        Assert.Throws<SaveException>(() => Download(server));
        Assert.Single(server.Requests);
    }

    public void Dispose()
    {
        client.Dispose();
        folder.Dispose();
    }

    private void Download(LoopbackServer server, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
        => new Downloader(client, attempts: 3, TimeSpan.Zero).Download(server.Address, folder["a/file.bin"], Hash, progress, cancellationToken);

    private sealed class Seen : IProgress<DownloadProgress>
    {
        public DownloadProgress Last { get; private set; }

        public void Report(DownloadProgress value) => Last = value;
    }

    private sealed class CancelOnReport(CancellationTokenSource source) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => source.Cancel();
    }
}
