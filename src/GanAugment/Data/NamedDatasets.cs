using GanAugment.Data.Sources;

namespace GanAugment.Data;

/// <summary>Data sets by name: found on this machine, or downloaded once.</summary>
/// <remarks>
/// Looked for in the folder of that name under <c>GANAUGMENT_DATA</c>, then in <c>data</c> beside the application (where <c>letters</c> lies), then in the
/// cache, which is <c>GANAUGMENT_CACHE</c> or <c>GanAugment</c> in the user's folder for local application data. A set that is nowhere is downloaded from
/// its official address into the cache and checked by SHA-256.
/// </remarks>
public static class NamedDatasets
{
    /// <summary>The letters A to J of some hundred typefaces, which lie beside the application.</summary>
    public const string Letters = "letters";

    /// <summary>The well-known names. Any other folder under <c>GANAUGMENT_DATA</c> can be opened by its name too.</summary>
    public static IReadOnlyList<string> Names { get; } = [Letters, .. WellKnownDataset.All.Select(dataset => dataset.Name)];

    /// <summary>Whether <see cref="Open(string, DatasetSplit, IProgress{DownloadProgress}?, CancellationToken)"/> knows the name: one of
    /// <see cref="Names"/>, or of a folder under <c>GANAUGMENT_DATA</c>.</summary>
    public static bool Knows(string name) => Names.Contains(name) || DatasetLocations.Current.Find(name) is not null;

    /// <summary>Opens a data set by name.</summary>
    /// <param name="name">One of <see cref="Names"/>, or of a folder under <c>GANAUGMENT_DATA</c>.</param>
    /// <param name="split">The training or the test images.</param>
    /// <param name="progress">Hears of a download; null when nobody listens.</param>
    /// <param name="cancellationToken">Stops a download; the next call goes on where it stopped.</param>
    /// <exception cref="DatasetException">There is no data set of that name, or it cannot be downloaded or read.</exception>
    /// <exception cref="SaveException">The disk refused the download.</exception>
    public static ILabelledImageSource Open(
        string name, DatasetSplit split, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using var client = new HttpClient();
        return Open(name, split, DatasetLocations.Current, new Downloader(client), progress, cancellationToken);
    }

    internal static ILabelledImageSource Open(
        string name, DatasetSplit split, DatasetLocations locations, Downloader downloader,
        IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        WellKnownDataset? known = WellKnownDataset.All.FirstOrDefault(dataset => dataset.Name == name);
        string folder = locations.Find(name)
            ?? new DatasetCache(locations.Cache, downloader).Provide(known ?? throw Missing(name, locations), progress, cancellationToken);
        ILabelledImageSource source = known?.ClassNames is { } classNames && Recognition.NotIdx(folder) is null
            ? IdxSource.Open(folder, split, classNames)
            : DatasetOpener.Open(folder, split);
        return new NamedSource(source, $"{name} ({(split == DatasetSplit.Train ? "training" : "test")} images)");
    }

    private static DatasetException Missing(string name, DatasetLocations locations) => name == Letters
        ? new("The letters are missing.", $"There is no folder '{Letters}' in '{locations.Application}'.",
            "Copy data/letters of the GanAugment repository there, or into the folder that GANAUGMENT_DATA names.")
        : new($"There is no data set '{name}'.", "The name is neither well known nor a folder under GANAUGMENT_DATA.",
            $"Use {string.Join(", ", Names)}, or the path of your own images.");
}
