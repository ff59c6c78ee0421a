using System.Formats.Tar;
using System.IO.Compression;

namespace GanAugment.Data;

/// <summary>A folder of downloaded data sets, one folder each.</summary>
/// <param name="root">The folder; it is created when something is downloaded.</param>
/// <param name="downloader">Fetches files.</param>
internal sealed class DatasetCache(string root, Downloader downloader)
{
    private const string ArchiveEnding = ".tar.gz", UnpackedEnding = ".unpacked";

    /// <summary>The folder of a data set, after downloading what is missing.</summary>
    /// <exception cref="DatasetException">A file cannot be had, or is not the expected one.</exception>
    /// <exception cref="SaveException">The disk refused.</exception>
    public string Provide(WellKnownDataset dataset, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        string folder = Path.Combine(root, dataset.Name);
        foreach (DatasetFile file in dataset.Files)
        {
            string path = Path.Combine(folder, file.Name);
            bool archive = file.Name.EndsWith(ArchiveEnding, StringComparison.Ordinal);
            // A file gets its name only after its check; an archive leaves a mark when it has been unpacked, and is itself left where that was interrupted.
            if (archive && File.Exists(path + UnpackedEnding)) continue;
            if (!File.Exists(path)) Fetch(file, path, progress, cancellationToken);
            if (archive) Unpack(path, folder);
        }

        return folder;
    }

    private void Fetch(DatasetFile file, string path, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        for (int i = 0; ; i++)
        {
            try
            {
                downloader.Download(file.Addresses[i], path, file.Sha256, progress, cancellationToken);
                return;
            }
            catch (DatasetException) when (i + 1 < file.Addresses.Count)
            {
                // The next address has the same file.
            }
        }
    }

    /// <summary>Writes the plain files of the archive into the folder, without the folders they are in; then removes the archive.</summary>
    private static void Unpack(string archive, string folder)
    {
        using (var tar = new TarReader(new GZipStream(File.OpenRead(archive), CompressionMode.Decompress)))
        {
            while (tar.GetNextEntry() is { } entry)
            {
                if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile && entry.DataStream is { } content
                    && Path.GetFileName(entry.Name) is { Length: > 0 } name)
                    AtomicFile.Write(Path.Combine(folder, name), content.CopyTo);
            }
        }

        AtomicFile.WriteAllText(archive + UnpackedEnding, "");
        File.Delete(archive);
    }
}
