using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GanAugment.Training.Networks;
using GanAugment.Training.Watch;

namespace GanAugment.Training.Snapshots;

/// <summary>What stands beside the tensors of a state of training. The document has a checksum of its own, because decisions hang on its numbers.</summary>
internal sealed record TrainingSnapshot
{
    private const int CurrentVersion = 2;

    /// <summary>The format's version.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The file with the tensors, in the same folder.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of that file, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Generator updates done.</summary>
    public required int Step { get; init; }

    /// <summary>Real images shown to the discriminator.</summary>
    public required long ImagesSeen { get; init; }

    /// <summary>The networks.</summary>
    public required BigGanSpec Network { get; init; }

    /// <summary>What the run remembers.</summary>
    public required RunMemory Memory { get; init; }

    /// <summary>SHA-256 of this document with an empty checksum, lower-case hexadecimal.</summary>
    public string Checksum { get; init; } = "";

    /// <summary>The document.</summary>
    public string ToJson() => TrainingJson.Write(this with { Checksum = Sum() });

    /// <summary>Reads a document.</summary>
    /// <exception cref="GeneratorException">Missing, cut short, changed, or of another version.</exception>
    public static TrainingSnapshot Read(string path)
    {
        TrainingSnapshot snapshot;
        try
        {
            snapshot = TrainingJson.Read<TrainingSnapshot>(System.IO.File.ReadAllText(path));
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw Damaged(path, e.Message.TrimEnd('.'), e);
        }

        if (snapshot.Version != CurrentVersion) throw Damaged(path, $"it has version {snapshot.Version}, but this program reads {CurrentVersion}");
        if (snapshot.Checksum != snapshot.Sum()) throw Damaged(path, "its checksum is not the one on record");
        return snapshot;
    }

    private string Sum() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(TrainingJson.Write(this with { Checksum = "" }))));

    private static GeneratorException Damaged(string path, string why, Exception? inner = null) =>
        new($"The state of training cannot be read: {why}.", $"It is '{path}'.", "Copy the whole run directory again, or start a new run.", inner);
}
