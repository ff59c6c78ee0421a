using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GanAugment.Generation;

namespace GanAugment.Evaluation;

/// <summary>What a generator's images are worth, with what is needed to judge and repeat the figures.</summary>
public sealed record EvaluationResult
{
    /// <summary>The version of this document's format.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The generator's own description.</summary>
    public required GeneratorManifest Generator { get; init; }

    /// <summary>SHA-256 of the generator's file; null where it came from none.</summary>
    public string? GeneratorSha256 { get; init; }

    /// <summary>The real images that it is compared with.</summary>
    public required EvaluatedData Training { get; init; }

    /// <summary>The held-out images, or null.</summary>
    public EvaluatedData? HeldOut { get; init; }

    /// <summary>How z was drawn.</summary>
    public required string Truncation { get; init; }

    /// <summary>The seed of latents and of every choice of images.</summary>
    public required long Seed { get; init; }

    /// <summary>Figures of all classes together.</summary>
    public required IReadOnlyList<Figure> Figures { get; init; }

    /// <summary>Figures of single classes.</summary>
    public required IReadOnlyList<Figure> ClassFigures { get; init; }

    /// <summary>The search for copies in pixels and in features; empty where it was not asked for.</summary>
    public required IReadOnlyList<CopyAudit> Copies { get; init; }

    /// <summary>What makes figures doubtful, a sentence each with the remedy.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    /// <summary>Writes the document.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads a document.</summary>
    /// <param name="json">The document.</param>
    /// <param name="origin">The file it came from, for messages.</param>
    /// <exception cref="OptionException">Not JSON, or an unknown or missing property.</exception>
    public static EvaluationResult Parse(string json, string origin)
    {
        try
        {
            return JsonSerializer.Deserialize<EvaluationResult>(json, Json) ?? throw new JsonException("the document is null");
        }
        catch (JsonException e)
        {
            throw new OptionException($"The evaluation cannot be read: {e.Message.TrimEnd('.')}.", $"It is '{origin}'.", "Evaluate the generator again.", e);
        }
    }
}
