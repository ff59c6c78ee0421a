using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace GanAugment.Data;

/// <summary>Downloads a file so that it is there whole and checked, or not at all; an interrupted download goes on where it stopped.</summary>
/// <param name="client">Sends the requests; its timeout holds until the headers have arrived.</param>
/// <param name="attempts">How often to try before giving up, at least 1.</param>
/// <param name="pause">Waiting time before the second attempt; it doubles with each. Default: one second.</param>
internal sealed class Downloader(HttpClient client, int attempts = 4, TimeSpan? pause = null)
{
    private const int ChunkLength = 1 << 17;
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(1);
    private readonly TimeSpan firstPause = pause ?? TimeSpan.FromSeconds(1);

    /// <summary>Downloads <paramref name="address"/> to <paramref name="path"/>.</summary>
    /// <param name="address">Where the file is.</param>
    /// <param name="path">Where it shall be; it is replaced only by a whole and checked file. While it arrives it is <c>path.part</c>.</param>
    /// <param name="sha256">The expected SHA-256 in hexadecimal.</param>
    /// <param name="progress">Hears of every chunk; null when nobody listens.</param>
    /// <param name="cancellationToken">Stops; what has arrived stays and is used by the next call.</param>
    /// <exception cref="DatasetException">The server does not have the file, cannot be reached, or sends other content than expected.</exception>
    /// <exception cref="SaveException">The disk refused.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Download(Uri address, string path, string sha256, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentException.ThrowIfNullOrEmpty(path);
        string part = path + ".part";
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                bool resumed = Fetch(address, part, Path.GetFileName(path), progress, cancellationToken);
                if (Matches(part, sha256, out string actual))
                {
                    OnDisk(path, () => File.Move(part, path, overwrite: true));
                    return;
                }

                OnDisk(part, () => File.Delete(part));
                // The beginning may be of an older version of the file: once more from the start.
                if (resumed && attempt < attempts) continue;
                throw new DatasetException($"The downloaded file is not the expected one: its SHA-256 is {actual} instead of {sha256}.",
                    $"The address is {address}.",
                    "Try again; if it stays so, the file was changed there: download it from elsewhere and set GANAUGMENT_DATA.");
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                if (attempt >= attempts || e is HttpRequestException { StatusCode: { } status } && !IsPassing(status))
                    throw new DatasetException($"The download failed: {Cause(e)}.",
                        $"The address is {address}.", "Check the network and try again, or put the file under GANAUGMENT_DATA yourself.", e);
                cancellationToken.WaitHandle.WaitOne(firstPause * Math.Pow(2, attempt - 1));
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Brings the part to the whole length; true when it went on from an earlier attempt.</summary>
    private bool Fetch(Uri address, string part, string name, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        long have = File.Exists(part) ? new FileInfo(part).Length : 0;
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (have > 0) request.Headers.Range = new RangeHeaderValue(have, null);
        using HttpResponseMessage response = client.Send(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        // The part is already whole, or longer than the file has become.
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable) return have > 0;
        response.EnsureSuccessStatusCode();
        bool resumed = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == have;
        if (!resumed) have = 0;
        long? total = response.Content.Headers.ContentLength is { } rest ? have + rest : null;
        using Stream body = response.Content.ReadAsStream(cancellationToken);
        using FileStream file = OnDisk(part, () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(part))!);
            // Unbuffered: what a buffer still holds is written when it is disposed of, where an error of the disk would pass for one of the network.
            return new FileStream(part, resumed ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.None, 0);
        });
        var chunk = new byte[ChunkLength];
        for (int read; (read = ReadPatiently(body, chunk, cancellationToken)) > 0;)
        {
            OnDisk(part, () => file.Write(chunk, 0, read));
            have += read;
            progress?.Report(new DownloadProgress(name, have, total));
        }

        OnDisk(part, () => file.Flush(flushToDisk: true));
        if (have < total) throw new HttpIOException(HttpRequestError.ResponseEnded, $"only {have} of {total} bytes arrived");
        return resumed;
    }

    // A connection that stays open and silent must not hold us for ever.
    private static int ReadPatiently(Stream body, byte[] chunk, CancellationToken cancellationToken)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        silence.CancelAfter(LongestSilence);
        return body.ReadAsync(chunk, silence.Token).AsTask().GetAwaiter().GetResult();
    }

    private static bool Matches(string part, string sha256, out string actual)
    {
        using FileStream file = OnDisk(part, () => File.OpenRead(part));
        actual = Convert.ToHexStringLower(SHA256.HashData(file));
        return actual.Equals(sha256, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsPassing(HttpStatusCode status) => (int)status >= 500 || status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests;

    private static string Cause(Exception e)
        => (e is HttpRequestException { StatusCode: { } status } ? $"the server answered {(int)status} ({status})" : e.Message).TrimEnd('.');

    private static void OnDisk(string path, Action write) => OnDisk(path, () => { write(); return 0; });

    // Errors of the disk must not look like errors of the network, which are tried again.
    private static T OnDisk<T>(string path, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SaveException($"Could not save the download: {e.Message.TrimEnd('.')}.",
                $"The file is '{path}'.", "Free some space, or set GANAUGMENT_CACHE to a folder that can be written.", e);
        }
    }
}
