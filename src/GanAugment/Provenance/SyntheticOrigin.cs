using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GanAugment.Generation;

namespace GanAugment.Provenance;

/// <summary>Where one synthetic image came from: enough to make it again with the same generator.</summary>
public sealed record SyntheticOrigin
{
    /// <summary>SHA-256 of the generator's file as <c>sha256:…</c>, or of its manifest as <c>manifest-sha256:…</c> where no file is known.</summary>
    public required string Generator { get; init; }

    /// <summary>The generator's name of the class.</summary>
    public required string Class { get; init; }

    /// <summary>The seed of the latents.</summary>
    public required long Seed { get; init; }

    /// <summary>The row of the latent stream within the class; where filters refuse images, not every row is used.</summary>
    public required long Row { get; init; }

    /// <summary>How z was drawn, as <see cref="Truncation.ToString"/> writes it.</summary>
    public required string Truncation { get; init; }

    /// <summary>The real image that was translated; null where the image was made of latents alone.</summary>
    public string? TranslatedFrom { get; init; }

    /// <summary>Writes it as one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="DatasetException">It is no such line.</exception>
    public static SyntheticOrigin Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return JsonSerializer.Deserialize<SyntheticOrigin>(json, Json) ?? throw new JsonException("the document is null");
        }
        catch (JsonException e)
        {
            throw new DatasetException($"The origin of a synthetic image cannot be read: {e.Message.TrimEnd('.')}.", $"It says '{json}'.",
                "Give a value as the augmentation wrote it.", e);
        }
    }

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
