using System.Text.Json;
using System.Text.Json.Serialization;
using GanAugment.Data;

namespace GanAugment.Generation;

/// <summary>What a discriminator file says of itself: one versioned JSON document in the ONNX metadata entry <see
/// cref="GeneratorManifest.MetadataKey"/>.</summary>
public sealed record DiscriminatorManifest
{
    /// <summary>The version of this document's format; readers refuse newer ones.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The format's version.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>Image channels C: 1, 3 or 4.</summary>
    public required int Channels { get; init; }

    /// <summary>Image height H in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Image width W in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Class names in the order of y's columns, which is the generator's.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The architecture in a few words.</summary>
    public string? Architecture { get; init; }

    /// <summary>SHA-256 over the training images and labels, see <see cref="Data.DatasetFingerprint"/>.</summary>
    public string? DatasetFingerprint { get; init; }

    /// <summary>Generator updates after which its weights were taken; null where they are not known.</summary>
    public int? Step { get; init; }

    /// <summary>Images (real) that it was shown.</summary>
    public long? ImagesSeen { get; init; }

    /// <summary>The training seed.</summary>
    public long? Seed { get; init; }

    /// <summary>Name and version of the program that wrote the file.</summary>
    public string? Tool { get; init; }

    /// <summary>The image shape.</summary>
    [JsonIgnore]
    public ImageShape Shape => new(Channels, Height, Width);

    /// <summary>Writes the document.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, GeneratorManifest.Json);

    /// <summary>Reads a document.</summary>
    /// <param name="json">The document.</param>
    /// <param name="origin">The file it came from, for messages.</param>
    /// <exception cref="GeneratorException">Not JSON, an unknown or missing property, or a newer version.</exception>
    public static DiscriminatorManifest Parse(string json, string origin)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize<DiscriminatorManifest>(json, GeneratorManifest.Json) ?? throw new JsonException("the document is null");
            return manifest.Version is >= 1 and <= CurrentVersion ? manifest
                : throw new JsonException($"its version is {manifest.Version}, this program reads up to {CurrentVersion}");
        }
        catch (JsonException e)
        {
            throw new GeneratorException($"The discriminator's manifest cannot be read: {e.Message.TrimEnd('.')}.",
                $"It is the '{GeneratorManifest.MetadataKey}' entry of '{origin}'.", "Export the discriminator again.", e);
        }
    }

    /// <summary>Why it cannot judge what a generator makes, or null.</summary>
    /// <param name="generator">The generator's manifest.</param>
    public string? Disagreement(GeneratorManifest generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        if (Shape != generator.Shape) return $"it judges images of {Shape}, but the generator makes {generator.Shape}";
        return Classes.SequenceEqual(generator.Classes, StringComparer.Ordinal) ? null
            : $"its classes are '{string.Join("', '", Classes.Take(20))}', but the generator's '{string.Join("', '", generator.Classes.Take(20))}'";
    }
}
