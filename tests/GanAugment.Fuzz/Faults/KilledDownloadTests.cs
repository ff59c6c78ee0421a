using System.Diagnostics;
using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Xunit.Abstractions;

namespace GanAugment.Fuzz.Faults;

/// <summary>Kills downloads with SIGKILL at random moments, unpacking included. GANAUGMENT_KILLS makes more kills than the few of every day.</summary>
public sealed class KilledDownloadTests(ITestOutputHelper report) : IDisposable
{
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("GANAUGMENT_KILLS"), CultureInfo.InvariantCulture, out int kills) ? kills : 5;

    private readonly string folder = Directory.CreateTempSubdirectory("ganaugment-download-").FullName;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task What_has_its_final_name_is_whole_and_the_next_call_completes_it()
    {
        var random = new Random(20261125);
        Dictionary<string, byte[]> files = Enumerable.Range(1, 4).ToDictionary(i => $"data_batch_{i}.bin", _ =>
        {
            var bytes = new byte[3 << 20];
            random.NextBytes(bytes);
            return bytes;
        });
        byte[] archive = Pack(files);
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(archive)), set = Path.Combine(folder, DownloadHost.Name);
        using var server = new ArchiveServer(archive);
        int killed = 0, complete = 0;
        // How long a whole call takes here, so that kills meet all of it on machines of any speed.
        TimeSpan longest = await Complete(server.Address, sha256);
        Directory.Delete(set, recursive: true);
        Dictionary<string, int> states = [];
        while (killed < Kills)
        {
            using Process host = await Start(server.Address, sha256);
            TimeSpan pause = longest * random.NextDouble();
            Task<string?> ended = host.StandardOutput.ReadLineAsync();
            bool done = await Task.WhenAny(ended, Task.Delay(pause)) == ended;
            if (!done)
            {
                host.Kill();
                killed++;
            }

            // A process that ended by itself and is not done has failed.
            Assert.True(!done || await ended == "done", $"The download ended by itself; {killed} kills before it.");
            await host.WaitForExitAsync().WaitAsync(Patience);
            string state = Check(set, files, archive);
            states[state] = states.GetValueOrDefault(state) + 1;
            // Complete: begin again.
            if (state != "unpacked") continue;
            complete++;
            Directory.Delete(set, recursive: true);
        }

        await Complete(server.Address, sha256);
        Assert.Equal("unpacked", Check(set, files, archive));
        report.WriteLine($"download: {killed} kills, {complete} completed between them; left behind: {string.Join(", ", states.Select(s => $"{s.Key} {s.Value}"))}");
    }

    public void Dispose()
    {
        foreach (string used in new[] { folder, folder + ".warm" })
            if (Directory.Exists(used)) Directory.Delete(used, recursive: true);
    }

    private static string Check(string set, Dictionary<string, byte[]> files, byte[] archive)
    {
        if (!Directory.Exists(set)) return "nothing";
        string whole = Path.Combine(set, DownloadHost.Archive);
        if (File.Exists(whole)) Assert.Equal(archive, File.ReadAllBytes(whole));
        int unpacked = 0;
        foreach (var (name, content) in files)
        {
            if (!File.Exists(Path.Combine(set, name))) continue;
            Assert.True(content.AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(set, name))), $"'{name}' is not whole.");
            unpacked++;
        }

        bool marked = File.Exists(whole + ".unpacked");
        if (marked) Assert.Equal(files.Count, unpacked);
        return marked ? "unpacked" : unpacked > 0 ? "partly unpacked" : File.Exists(whole) ? "archive" : "part of the archive";
    }

    private async Task<TimeSpan> Complete(string address, string sha256)
    {
        using Process host = await Start(address, sha256);
        long started = Stopwatch.GetTimestamp();
        Assert.Equal("done", await host.StandardOutput.ReadLineAsync().WaitAsync(Patience));
        TimeSpan time = Stopwatch.GetElapsedTime(started);
        await host.WaitForExitAsync().WaitAsync(Patience);
        return time;
    }

    private async Task<Process> Start(string address, string sha256)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(DownloadHost).Assembly.Location, DownloadHost.Verb, address, folder, sha256])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
        };
        Process host = Process.Start(start)!;
        Assert.Equal("ready", await host.StandardOutput.ReadLineAsync().WaitAsync(Patience));
        host.StandardInput.WriteLine();
        return host;
    }

    private static byte[] Pack(Dictionary<string, byte[]> files)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
        using (var tar = new TarWriter(gzip))
            foreach (var (name, content) in files) tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"cifar/{name}") { DataStream = new MemoryStream(content) });
        return packed.ToArray();
    }
}
