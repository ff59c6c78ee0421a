using GanAugment.Data.Sources;

namespace GanAugment.Data;

/// <summary>Well-known data sets by name, found on this machine or downloaded once.</summary>
public static class NamedDatasets
{
    /// <summary>The names: <c>letters</c> comes with the library's applications, the others are downloaded when they are not there.</summary>
    public static IReadOnlyList<string> Names { get; } = ["letters", "fashion-mnist", "mnist", "cifar10"];

    /// <summary>Opens a data set by name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="split">The training or the test images.</param>
    /// <param name="progress">Hears of a download; null when nobody listens.</param>
    /// <param name="cancellationToken">Stops a download; the next call goes on where it stopped.</param>
    /// <exception cref="DatasetException">There is no data set of that name, or it cannot be downloaded or read.</exception>
    public static ILabelledImageSource Open(string name, DatasetSplit split, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
        => IdxSource.Open(Path.Combine(AppContext.BaseDirectory, "data", name), split);
}
