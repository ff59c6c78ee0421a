using System.Text.Json;
using GanAugment.Generation;
using GanAugment.Training.Networks;

namespace GanAugment.Training.Snapshots;

/// <summary>What stands beside the weights of a snapshot: constructor arguments, counters, and the checksum that ties both files together.</summary>
public sealed record SnapshotDescription
{
    /// <summary>The version of this document's format; readers refuse newer ones.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The format's version.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The file with the weights, in the same folder.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of that file, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Generator updates done.</summary>
    public required int Step { get; init; }

    /// <summary>Real images shown to the discriminator.</summary>
    public required long ImagesSeen { get; init; }

    /// <summary>The networks' constructor arguments.</summary>
    public required BigGanSpec Network { get; init; }

    /// <summary>The training data.</summary>
    public required TrainingData Data { get; init; }

    /// <summary>The training seed.</summary>
    public required long Seed { get; init; }

    /// <summary>The truncation at which the batch statistics were taken.</summary>
    public required Truncation StandingTruncation { get; init; }

    /// <summary>How many batches they average.</summary>
    public required int StandingBatches { get; init; }

    /// <summary>Mean over the classes of the diagonal Fréchet distance to the training images in the features of the run's own probe; null when it was not
    /// measured.</summary>
    public double? FrechetDistance { get; init; }

    /// <summary>How many sets of batch statistics the weights file has, for truncations equally spaced from 0 to 1; the network holds those of
    /// <see cref="StandingTruncation"/>.</summary><value>Default 1: no others.</value>
    public int StatisticsSets { get; init; } = 1;

    /// <summary>The checkpoint that it was imported from, or null where a run of this project made it. Counters and seed are then unknown, and 0.</summary>
    public ImportOrigin? Imported { get; init; }

    /// <summary>What else was measured; a key reads metric.reference.number of images.features. Null when nothing was.</summary>
    public IReadOnlyDictionary<string, double>? Metrics { get; init; }

    /// <summary>Reads a description.</summary>
    /// <exception cref="GeneratorException">Missing, not JSON, an unknown or missing entry, or a newer version.</exception>
    internal static SnapshotDescription Read(string path)
    {
        SnapshotDescription description;
        try
        {
            description = TrainingJson.Read<SnapshotDescription>(System.IO.File.ReadAllText(path));
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new GeneratorException($"The snapshot cannot be read: {e.Message.TrimEnd('.')}.", $"It is '{path}'.",
                "Copy the whole run directory again, or use another snapshot.", e);
        }

        if (description.Version is < 1 or > CurrentVersion)
            throw new GeneratorException($"The snapshot has version {description.Version}, but this program reads up to {CurrentVersion}.",
                $"It is '{path}'.", "Use a newer version of GanAugment.");
        return description;
    }
}
