using GanAugment.Data;

namespace GanAugment.Fuzz.Faults;

/// <summary>Downloads an archive and unpacks it, in a process to be killed.</summary>
internal static class DownloadHost
{
    /// <summary>How its command line begins.</summary>
    public const string Verb = "download";

    /// <summary>The archive's name.</summary>
    public const string Archive = "images.tar.gz";

    /// <summary>The data set's name.</summary>
    public const string Name = "set";

    public static int Run(string address, string cache, string sha256)
    {
        using var client = new HttpClient();
        var dataset = new WellKnownDataset(Name, [new DatasetFile(Archive, sha256, [new Uri(address)])], null);
        void Provide(string root) => new DatasetCache(root, new Downloader(client, attempts: 1)).Provide(dataset, null, default);
        // Compiles what every download needs: a kill shall meet the download, not the compiler.
        string warm = cache + ".warm";
        Provide(warm);
        Directory.Delete(warm, recursive: true);
        Console.WriteLine("ready");
        Console.ReadLine();
        Provide(cache);
        Console.WriteLine("done");
        return 0;
    }
}
