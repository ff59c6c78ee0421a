using System.Text.Json;
using System.Text.Json.Serialization;
using GanAugment.Data;

namespace GanAugment.Generation;

/// <summary>What a generator file says of itself: one versioned JSON document in the ONNX metadata entry <see cref="MetadataKey"/>.</summary>
public sealed record GeneratorManifest
{
    /// <summary>The ONNX metadata key that holds the manifest.</summary>
    public const string MetadataKey = "ganaugment.manifest";

    /// <summary>The version of this document's format; readers refuse newer ones.</summary>
    public const int CurrentVersion = 2;

    /// <summary>Values in one image, C · H · W, beyond which a file is refused: a batch of eight takes half a gibibyte.</summary>
    internal const int MostValues = 1 << 24;

    /// <summary>The format's version: 1, or 2 with <see cref="Graph"/> or <see cref="Discriminator"/>.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Image channels C: 1, 3 or 4.</summary>
    public required int Channels { get; init; }

    /// <summary>Image height H in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Image width W in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Z, the length of one latent vector; 0 only in a file that translates images without one.</summary>
    public required int LatentSize { get; init; }

    /// <summary>Class names in the order of y's columns.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The architecture in a few words, for example <c>BigGAN 32 ch 16 hierarchical shared 32</c>.</summary>
    public string? Architecture { get; init; }

    /// <summary>Whether the weights are the exponential moving average.</summary>
    public bool? ExponentialMovingAverage { get; init; }

    /// <summary>The truncation at which the standing statistics were taken (<see cref="Truncation.ToString"/>), or null without batch norm.</summary>
    public string? StandingStatisticsTruncation { get; init; }

    /// <summary>How many batches the standing statistics average.</summary>
    public int? StandingStatisticsBatches { get; init; }

    /// <summary>How many sets of batch statistics the file has, for truncations equally spaced from 0 to 1; it then has an input <c>truncation</c> [N] that
    /// chooses among them for every row. Null: one set for all, and no such input.</summary>
    public int? StatisticsSets { get; init; }

    /// <summary>SHA-256 over the training images and labels, see <see cref="DatasetFingerprint"/>.</summary>
    public string? DatasetFingerprint { get; init; }

    /// <summary>Where the training images came from.</summary>
    public string? DatasetOrigin { get; init; }

    /// <summary>The licence of the training images.</summary>
    public string? DatasetLicence { get; init; }

    /// <summary>Training images per class, in class order.</summary>
    public IReadOnlyList<int>? TrainingImagesPerClass { get; init; }

    /// <summary>Images (real) shown to the discriminator in training.</summary>
    public long? ImagesSeen { get; init; }

    /// <summary>The training seed.</summary>
    public long? Seed { get; init; }

    /// <summary>Quality figures; a key carries metric, protocol, N and extractor.</summary>
    public IReadOnlyDictionary<string, double>? Metrics { get; init; }

    /// <summary>Name and version of the program that wrote the file.</summary>
    public string? Tool { get; init; }

    /// <summary>How the file's inputs and outputs are called and formed; null for z, y → image as <c>ganaugment export</c> writes them.</summary>
    public GraphBinding? Graph { get; init; }

    /// <summary>The file of the discriminator, beside the generator's: image, y → logit. Null where none was exported.</summary>
    public string? Discriminator { get; init; }

    /// <summary>The image shape.</summary>
    [JsonIgnore]
    public ImageShape Shape => new(Channels, Height, Width);

    internal static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the document, of the lowest version that has its properties.</summary>
    public string ToJson() => JsonSerializer.Serialize(this with { Version = Math.Max(Version, NeededVersion) }, Json);

    private int NeededVersion => Graph is null && Discriminator is null ? 1 : 2;

    /// <summary>Reads a document and checks that it can describe a generator.</summary>
    /// <param name="json">The document.</param>
    /// <param name="origin">The file it came from, for messages.</param>
    /// <exception cref="GeneratorException">Not JSON, an unknown or missing property, a newer version, or values that make no generator.</exception>
    public static GeneratorManifest Parse(string json, string origin)
    {
        GeneratorManifest manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<GeneratorManifest>(json, Json) ?? throw new JsonException("the document is null");
        }
        catch (JsonException e)
        {
            throw new GeneratorException($"The generator manifest cannot be read: {e.Message.TrimEnd('.')}.", $"It is the '{MetadataKey}' entry of '{origin}'.",
                "Export the generator again, or mend the manifest.", e);
        }

        string? wrong = manifest switch
        {
            { Version: < 1 or > CurrentVersion } => $"its version is {manifest.Version}, this program reads up to {CurrentVersion}",
            { Channels: not (1 or 3 or 4) } => $"it says {manifest.Channels} channels, but 1, 3 or 4 are possible",
            { Height: < 1 or > 4096 } or { Width: < 1 or > 4096 } => $"its image size is {manifest.Height}×{manifest.Width}, but 1 to 4096 are possible",
            _ when (long)manifest.Channels * manifest.Height * manifest.Width > MostValues
                => $"its images have {manifest.Channels}×{manifest.Height}×{manifest.Width} values, but at most {MostValues} are possible",
            { StatisticsSets: < 2 or > 65536 } => $"it has {manifest.StatisticsSets} sets of statistics, but 2 to 65536 are possible",
            { Classes.Count: 0 } => "it has no class",
            { Metrics: { } metrics } when !metrics.Values.All(double.IsFinite) => "a metric in it is beyond all numbers",
            { Graph.Constants: { } constants } when !constants.Values.All(double.IsFinite) => "a constant in it is beyond all numbers",
            { TrainingImagesPerClass: { } counts } when counts.Count != manifest.Classes.Count
                => $"it counts the training images of {counts.Count} classes, but has {manifest.Classes.Count}",
            _ when manifest.Version < manifest.NeededVersion => $"it is of version {manifest.Version}, but graph and discriminator came with version 2",
            { LatentSize: 0, Graph.Source: not null } => null,
            { LatentSize: < 1 or > 65536 } => $"its latent size is {manifest.LatentSize}, but 1 to 65536 are possible",
            _ => null,
        };
        wrong ??= manifest.Graph?.Wrong(manifest);
        if (wrong is not null)
            throw new GeneratorException($"The generator manifest makes no generator: {wrong}.", $"It is the '{MetadataKey}' entry of '{origin}'.",
                "Export the generator again, or mend the manifest.");
        _ = new ClassMap(manifest.Classes);
        return manifest;
    }
}
