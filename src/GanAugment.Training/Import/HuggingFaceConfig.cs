using System.Text.Json;
using System.Text.Json.Serialization;
using GanAugment.Training.Networks;

namespace GanAugment.Training.Import;

/// <summary>The <c>config.json</c> of huggingface/pytorch-pretrained-BigGAN; what it leaves out has the values of the 128×128 model.</summary>
internal sealed record HuggingFaceConfig
{
    private const int BlocksPerStage = 2, LargestSize = 1 << 16, MostLayers = 64;

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>H = W of the images.</summary>
    public int OutputDim { get; init; } = 128;

    /// <summary>The length of z, and of the class embedding.</summary>
    public int ZDim { get; init; } = 128;

    /// <summary>The unit of channels.</summary>
    public int ChannelWidth { get; init; } = 128;

    /// <summary>K.</summary>
    public int NumClasses { get; init; } = 1000;

    /// <summary>Per block: whether it doubles the size, and its channels before and behind in units of <see cref="ChannelWidth"/>.</summary>
    public IReadOnlyList<JsonElement[]> Layers { get; init; } = [];

    /// <summary>The block in front of which the network attends to itself.</summary>
    public int AttentionLayerPosition { get; init; } = 8;

    /// <summary>Added to variances.</summary>
    public double Eps { get; init; } = 1e-4;

    /// <summary>How many sets of statistics there are, for truncations from 0 to 1.</summary>
    public int NStats { get; init; } = 51;

    /// <summary>The blocks.</summary>
    [JsonIgnore]
    public IReadOnlyList<(bool Doubles, int In, int Out)> Blocks { get; private set; } = [];

    /// <summary>Reads the document and checks that it describes a network.</summary>
    /// <exception cref="GeneratorException">It is missing, no JSON, or describes no network that there is.</exception>
    public static HuggingFaceConfig Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GeneratorException($"The configuration cannot be read: {e.Message.TrimEnd('.')}.", $"It was sought at '{path}'.",
                "Give the config.json that belongs to the weights.", e);
        }
    }

    /// <summary>Reads the document from a text.</summary>
    internal static HuggingFaceConfig Parse(string json, string origin)
    {
        try
        {
            HuggingFaceConfig config = JsonSerializer.Deserialize<HuggingFaceConfig>(json, Json) ?? throw new JsonException("the document is null");
            (bool, int, int)[] blocks = config.Layers is { Count: > 0 } layers ? [.. layers.Select(l => Block(l, config.ChannelWidth))]
                : Standard(config.ChannelWidth);
            return (config with { Blocks = blocks }).Checked(origin);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new GeneratorException($"The configuration cannot be read: {e.Message.TrimEnd('.')}.", $"It is '{origin}'.",
                "Give the config.json that belongs to the weights.", e);
        }
    }

    /// <summary>The same network in this project's terms.</summary>
    public BigGanSpec ToSpec() => DiscriminatorInference.Published(new BigGanSpec
    {
        Architecture = BigGanArchitecture.BigGanDeep,
        ImageChannels = 3,
        Classes = NumClasses,
        LatentSize = ZDim,
        GeneratorChannels = [Blocks[0].In, .. Blocks.Where(b => b.Doubles).Select(b => b.Out)],
        GeneratorDepth = BlocksPerStage,
        DiscriminatorChannels = [1],
        DiscriminatorDownsamplings = 0,
        SharedEmbedding = ZDim,
        Hierarchical = true,
        GeneratorAttention = AttentionLayerPosition < Blocks.Count ? BigGanSpec.BottomSize << (AttentionLayerPosition / BlocksPerStage) : null,
        // The norms are divided out as the weights are read.
        GeneratorSpectralNorm = false,
        BatchNormEpsilon = Eps,
        OutputNormEpsilon = Eps,
    });

    private static (bool Doubles, int In, int Out) Block(JsonElement[] layer, int width) => layer is [var doubles, var inputs, var outputs]
        && inputs.GetInt32() is > 0 and <= 1024 and var i && outputs.GetInt32() is > 0 and <= 1024 and var o
        ? (doubles.GetBoolean(), i * width, o * width)
        : throw new JsonException("a layer is not [doubles, channels before, channels behind]");

    private static (bool Doubles, int In, int Out)[] Standard(int width)
    {
        int[] table = ChannelTable.Of(128).Generator;
        return [.. Enumerable.Range(0, table.Length - 1).SelectMany(s =>
            ((bool, int, int)[])[(false, table[s] * width, table[s] * width), (true, table[s] * width, table[s + 1] * width)])];
    }

    private HuggingFaceConfig Checked(string origin)
    {
        string? wrong = this switch
        {
            { ZDim: < 1 or > LargestSize } => $"a z_dim of {ZDim}",
            { NumClasses: < 1 or > LargestSize } => $"{NumClasses} classes",
            { ChannelWidth: < 1 or > 1024 } => $"a channel_width of {ChannelWidth}",
            { NStats: < 2 or > 1001 } => $"{NStats} sets of statistics",
            { Eps: not (> 0 and < 1) } => $"an eps of {Eps}",
            { Blocks.Count: > MostLayers } => $"{Blocks.Count} layers",
            { AttentionLayerPosition: < 1 } => "attention before its first layer",
            _ => WrongBlocks(),
        };
        if (wrong is not null)
            throw new GeneratorException($"The configuration describes {wrong}, which no BigGAN-deep of the published wiring has.", $"It is '{origin}'.",
                "Give the config.json that belongs to the weights.");
        return this;
    }

    private string? WrongBlocks()
    {
        if (Blocks.Count % BlocksPerStage != 0) return $"{Blocks.Count} layers";
        for (int i = 0; i < Blocks.Count; i++)
        {
            var (doubles, inputs, outputs) = Blocks[i];
            bool last = i % BlocksPerStage == BlocksPerStage - 1;
            // The shortcut of a narrowing block keeps half of the channels.
            bool widthFits = outputs == inputs || (last && outputs * 2 == inputs);
            if (doubles != last || !widthFits || (i > 0 && Blocks[i - 1].Out != inputs)) return $"layer {i} as it does";
        }

        if (AttentionLayerPosition < Blocks.Count && AttentionLayerPosition % BlocksPerStage != 0)
            return $"attention in front of layer {AttentionLayerPosition}";
        int resolution = BigGanSpec.BottomSize << (Blocks.Count / BlocksPerStage);
        if (Blocks[^1].Out != ChannelWidth) return $"{Blocks[^1].Out} channels in front of the image";
        return Blocks.Count / BlocksPerStage > 10 || resolution != OutputDim ? $"images of {OutputDim} pixels" : null;
    }
}
