using GanAugment.Data.Sources;

namespace GanAugment.Data;

/// <summary>Data sets by name: found on this machine, or downloaded once.</summary>
/// <remarks>
/// Looked for in the folder of that name under <c>GANAUGMENT_DATA</c>, then (for <c>letters</c>) beside the application, then in the cache, which is <c>GANAUGMENT_CACHE</c> or
/// <c>GanAugment</c> in the user's folder for local application data. A set that is nowhere is downloaded from its official address into the cache, checked by SHA-256.
/// </remarks>
public static class NamedDatasets
{
    /// <summary>The letters A to J of some hundred typefaces, which lie beside the application.</summary>
    public const string Letters = "letters";

    /// <summary>The well-known names. Any other folder under <c>GANAUGMENT_DATA</c> can be opened by its name too.</summary>
    public static IReadOnlyList<string> Names { get; } = [Letters, .. WellKnownDataset.All.Select(dataset => dataset.Name)];

    /// <summary>Whether <see cref="Open"/> knows the name: one of <see cref="Names"/>, or of a folder under <c>GANAUGMENT_DATA</c>.</summary>
    public static bool Knows(string name) => Names.Contains(name) || Local(name) is not null;

    /// <summary>Opens a data set by name.</summary>
    /// <param name="name">One of <see cref="Names"/>, or of a folder under <c>GANAUGMENT_DATA</c>.</param>
    /// <param name="split">The training or the test images.</param>
    /// <param name="progress">Hears of a download; null when nobody listens.</param>
    /// <param name="cancellationToken">Stops a download; the next call goes on where it stopped.</param>
    /// <exception cref="DatasetException">There is no data set of that name, or it cannot be downloaded or read.</exception>
    public static ILabelledImageSource Open(string name, DatasetSplit split, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        WellKnownDataset? known = WellKnownDataset.All.FirstOrDefault(dataset => dataset.Name == name);
        string folder = Local(name) ?? Embedded(name) ?? (known is null ? throw Unknown(name) : new DatasetCache(CacheFolder).Provide(known, progress, cancellationToken));
        return known?.ClassNames is { } classNames && Recognition.NotIdx(folder) is null ? IdxSource.Open(folder, split, classNames) : DatasetOpener.Open(folder, split);
    }

    /// <summary>Where downloads are kept.</summary>
    public static string CacheFolder
        => Environment.GetEnvironmentVariable("GANAUGMENT_CACHE") is { Length: > 0 } cache
            ? cache
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "GanAugment");

    private static string? Local(string name)
        => Environment.GetEnvironmentVariable("GANAUGMENT_DATA") is { Length: > 0 } root && IsPlain(name) && Directory.Exists(Path.Combine(root, name)) ? Path.Combine(root, name) : null;

    private static string? Embedded(string name)
    {
        if (name != Letters) return null;
        string folder = Path.Combine(AppContext.BaseDirectory, "data", Letters);
        return Directory.Exists(folder)
            ? folder
            : throw new DatasetException("The letters are missing.", $"There is no folder '{folder}'.", "Copy data/letters of the GanAugment repository there, or into a folder that GANAUGMENT_DATA names.");
    }

    // A name, not a path: nothing that leads out of the folder.
    private static bool IsPlain(string name) => name.Length > 0 && name == Path.GetFileName(name) && name is not ("." or "..");

    private static DatasetException Unknown(string name)
        => new($"There is no data set '{name}'.", "The name is neither well known nor a folder under GANAUGMENT_DATA.", $"Use {string.Join(", ", Names)}, or the path of your own images.");
}
