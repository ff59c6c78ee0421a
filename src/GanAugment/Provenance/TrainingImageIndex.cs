using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;
using GanAugment.Data;

namespace GanAugment.Provenance;

/// <summary>Which images a generator was trained on, as hashes: enough to tell whether an image is one of them, too little to see it.</summary>
/// <remarks>
/// A generator file carries it in the metadata entry <see cref="MetadataKey"/>: beside the manifest, which people read, and inside the file, because a file
/// of its own would be lost at the first copy. An image takes 8 bytes. Hashes are exact where a Bloom filter would refuse a few innocent images.
/// Whoever has an image can tell whether the generator was trained on it; that is what it is for.
/// </remarks>
public sealed class TrainingImageIndex
{
    /// <summary>The ONNX metadata key that holds it.</summary>
    public const string MetadataKey = "ganaugment.trainingImages";

    /// <summary>The version of this document's format; readers refuse newer ones.</summary>
    public const int CurrentVersion = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
    };

    private readonly ulong[] hashes; // ascending, each once

    private TrainingImageIndex(IEnumerable<ulong> hashes, string? datasetFingerprint, bool isComplete)
    {
        this.hashes = [.. hashes.Distinct().Order()];
        DatasetFingerprint = datasetFingerprint;
        IsComplete = isComplete;
    }

    /// <summary>How many different images there are.</summary>
    public int Count => hashes.Length;

    /// <summary>The fingerprint of the data set they were trained on last, see <see cref="Data.DatasetFingerprint"/>.</summary>
    public string? DatasetFingerprint { get; }

    /// <summary>Whether all images are known; false where training began with networks that do not say what they had seen.</summary>
    public bool IsComplete { get; }

    /// <summary>The images of a data set.</summary>
    /// <param name="source">What is trained on.</param>
    public static TrainingImageIndex Of(ILabelledImageSource source) => new(ImageHash.OfAll(source), Data.DatasetFingerprint.Compute(source), true);

    /// <summary>The same with the images that the networks had seen before.</summary>
    /// <param name="earlier">What is known of them; null where nothing is.</param>
    public TrainingImageIndex After(TrainingImageIndex? earlier) =>
        new(earlier is null ? hashes : hashes.Concat(earlier.hashes), DatasetFingerprint, earlier is { IsComplete: true } && IsComplete);

    /// <summary>Whether the generator was trained on an image.</summary>
    /// <param name="hash">See <see cref="ImageHash"/>.</param>
    public bool Contains(ulong hash) => Array.BinarySearch(hashes, hash) >= 0;

    /// <summary>Writes the document.</summary>
    public string ToJson()
    {
        var bytes = new byte[hashes.Length * sizeof(ulong)];
        for (int i = 0; i < hashes.Length; i++) BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)), hashes[i]);
        return JsonSerializer.Serialize(new Document { DatasetFingerprint = DatasetFingerprint, Complete = IsComplete, Hashes = bytes }, Json);
    }

    /// <summary>Reads a document.</summary>
    /// <param name="json">The document.</param>
    /// <param name="origin">The file it came from, for messages.</param>
    /// <exception cref="GeneratorException">Not JSON, an unknown or missing property, a newer version, or half a hash.</exception>
    public static TrainingImageIndex Parse(string json, string origin)
    {
        Document document;
        try
        {
            document = JsonSerializer.Deserialize<Document>(json, Json) ?? throw new JsonException("the document is null");
        }
        catch (JsonException e)
        {
            throw Unreadable(e.Message.TrimEnd('.'), origin, e);
        }

        if (document.Version is < 1 or > CurrentVersion)
            throw Unreadable($"its version is {document.Version}, this program reads up to {CurrentVersion}", origin);
        if (document.Hashes.Length % sizeof(ulong) != 0) throw Unreadable("a hash is incomplete", origin);
        return new TrainingImageIndex(
            Enumerable.Range(0, document.Hashes.Length / sizeof(ulong)).Select(i => BinaryPrimitives.ReadUInt64LittleEndian(document.Hashes.AsSpan(i * 8))),
            document.DatasetFingerprint, document.Complete);
    }

    private static GeneratorException Unreadable(string why, string origin, Exception? inner = null) => new(
        $"The index of the generator's training images cannot be read: {why}.", $"It is the '{MetadataKey}' entry of '{origin}'.",
        "Export the generator again.", inner);

    private sealed record Document
    {
        public int Version { get; init; } = CurrentVersion;

        public string? DatasetFingerprint { get; init; }

        public bool Complete { get; init; } = true;

        public required byte[] Hashes { get; init; }
    }
}
