using System.Text.Json;
using System.Text.Json.Serialization;
using GanAugment.Training.Networks;

namespace GanAugment.Training.Export;

/// <summary>The arguments with which ajbrock/BigGAN-PyTorch constructs a generator that loads an exported state dict, under its names.</summary>
public sealed record ReferenceArguments
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The file with its class: <c>BigGAN</c> or <c>BigGANdeep</c>.</summary>
    [JsonPropertyName("model")]
    public required string Model { get; init; }

    /// <summary>H = W.</summary>
    [JsonPropertyName("resolution")]
    public required int Resolution { get; init; }

    /// <summary>The base width; null where its class cannot have this network: other widths than the published, or images that are not RGB.</summary>
    [JsonPropertyName("G_ch")]
    public required int? GeneratorWidth { get; init; }

    /// <summary>Z.</summary>
    [JsonPropertyName("dim_z")]
    public required int LatentSize { get; init; }

    /// <summary>K.</summary>
    [JsonPropertyName("n_classes")]
    public required int Classes { get; init; }

    /// <summary>Whether there is one class embedding for all norms.</summary>
    [JsonPropertyName("G_shared")]
    public required bool Shared { get; init; }

    /// <summary>Its length, or 0.</summary>
    [JsonPropertyName("shared_dim")]
    public required int SharedSize { get; init; }

    /// <summary>Whether z reaches the blocks.</summary>
    [JsonPropertyName("hier")]
    public required bool Hierarchical { get; init; }

    /// <summary>The size of the map with attention, or 0.</summary>
    [JsonPropertyName("G_attn")]
    public required string Attention { get; init; }

    /// <summary><c>SN</c> with spectral norm; anything else without.</summary>
    [JsonPropertyName("G_param")]
    public required string Parametrisation { get; init; }

    /// <summary>Added to variances in conditional batch norms.</summary>
    [JsonPropertyName("BN_eps")]
    public required double BatchNormEpsilon { get; init; }

    /// <summary>The smallest norm that the power iteration divides by.</summary>
    [JsonPropertyName("SN_eps")]
    public required double SpectralNormEpsilon { get; init; }

    /// <summary>Blocks per stage of the deep family; 1 in the plain one, whose class does not know it.</summary>
    [JsonPropertyName("G_depth")]
    public required int Depth { get; init; }

    /// <summary>The arguments of a generator.</summary>
    public static ReferenceArguments Of(BigGanSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        bool deep = spec.Architecture == BigGanArchitecture.BigGanDeep;
        return new ReferenceArguments
        {
            Model = deep ? "BigGANdeep" : "BigGAN",
            Resolution = spec.Resolution,
            GeneratorWidth = spec.ImageChannels == 3 ? Width(spec) : null,
            LatentSize = spec.LatentSize,
            Classes = spec.Classes,
            Shared = spec.SharedEmbedding is not null,
            SharedSize = spec.SharedEmbedding ?? 0,
            Hierarchical = spec.Hierarchical,
            Attention = $"{spec.GeneratorAttention ?? 0}",
            Parametrisation = spec.GeneratorSpectralNorm ? "SN" : "none",
            BatchNormEpsilon = spec.BatchNormEpsilon,
            SpectralNormEpsilon = spec.SpectralNormEpsilon,
            Depth = deep ? spec.GeneratorDepth : 1,
        };
    }

    /// <summary>Writes them as one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    private static int? Width(BigGanSpec spec)
    {
        if (!ChannelTable.Resolutions.Contains(spec.Resolution)) return null;
        int[] table = ChannelTable.Of(spec.Resolution).Generator;
        int width = spec.GeneratorChannels[0] / table[0];
        return width > 0 && spec.GeneratorChannels.SequenceEqual(table.Select(m => m * width)) ? width : null;
    }
}
