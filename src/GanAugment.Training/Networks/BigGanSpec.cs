namespace GanAugment.Training.Networks;

/// <summary>Everything that fixes the shape and arithmetic of one generator and its discriminator: their constructor arguments, saved beside the
/// weights.</summary>
/// <remarks>Brock et al. 2019, appendix B. A stage is what works at one resolution: one block in <see cref="BigGanArchitecture.BigGan"/>, several in
/// <see cref="BigGanArchitecture.BigGanDeep"/>. Stages are counted from 0; the generator starts at 4×4 and every stage doubles the size.
/// <see cref="Standard"/> gives the published shapes.</remarks>
public sealed record BigGanSpec
{
    /// <summary>The size of the first feature map of every generator.</summary>
    public const int BottomSize = 4;

    /// <summary>Which family.</summary><value>Default <see cref="BigGanArchitecture.BigGan"/>.</value>
    public BigGanArchitecture Architecture { get; init; }

    /// <summary>C of the images: 1, 3 or 4.</summary>
    public required int ImageChannels { get; init; }

    /// <summary>K, the number of classes, from 1.</summary>
    public required int Classes { get; init; }

    /// <summary>Z, the length of a latent vector. Where <see cref="Hierarchical"/> splits it, it must divide into one chunk for the first layer and one per
    /// block.</summary>
    public required int LatentSize { get; init; }

    /// <summary>Feature channels at 4×4 and after each generator stage; one stage fewer than entries.</summary>
    public required IReadOnlyList<int> GeneratorChannels { get; init; }

    /// <summary>Feature channels after each discriminator block; in the deep family after the stem and each stage.</summary>
    public required IReadOnlyList<int> DiscriminatorChannels { get; init; }

    /// <summary>How many of the first discriminator stages halve the size.</summary>
    public required int DiscriminatorDownsamplings { get; init; }

    /// <summary>Blocks per generator stage; only the deep family has more than one.</summary><value>Default 2, the paper's.</value>
    public int GeneratorDepth { get; init; } = 2;

    /// <summary>Blocks per discriminator stage; only the deep family has more than one.</summary><value>Default 2, the paper's.</value>
    public int DiscriminatorDepth { get; init; } = 2;

    /// <summary>Whether a discriminator block is as wide inside as behind it; else as before it, as in SN-GAN. The deep family has its own bottleneck.</summary>
    /// <value>Default true.</value>
    public bool WideDiscriminator { get; init; } = true;

    /// <summary>The length of the class embedding that all conditional batch norms share; null gives each of them its own table of gains and biases per
    /// class.</summary>
    public int? SharedEmbedding { get; init; }

    /// <summary>Whether z reaches the blocks beside the class embedding: a chunk of its own for each, or, in the deep family, all of it for all. Needs
    /// <see cref="SharedEmbedding"/>.</summary>
    public bool Hierarchical { get; init; }

    /// <summary>The feature map size behind which the generator attends to itself; null for nowhere.</summary>
    public int? GeneratorAttention { get; init; }

    /// <summary>The feature map size behind which the discriminator attends to itself; null for nowhere.</summary>
    public int? DiscriminatorAttention { get; init; }

    /// <summary>Whether the generator's weights are divided by their largest singular value. The class embedding and per-class tables never are.</summary>
    public bool GeneratorSpectralNorm { get; init; }

    /// <summary>Whether the discriminator's weights are divided by their largest singular value.</summary>
    public bool DiscriminatorSpectralNorm { get; init; } = true;

    /// <summary>The smallest norm that the power iteration divides by.</summary>
    public double SpectralNormEpsilon { get; init; } = 1e-6;

    /// <summary>Added to the variance in conditional batch norms.</summary><value>Default 1e-5.</value>
    public double BatchNormEpsilon { get; init; } = 1e-5;

    /// <summary>Added to the variance in the batch norm before the output.</summary><value>Default 1e-5, whatever the conditional ones use.</value>
    public double OutputNormEpsilon { get; init; } = 1e-5;

    /// <summary>H = W of the images.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int Resolution => BottomSize << (GeneratorChannels.Count - 1);

    /// <summary>Whether z is split into chunks.</summary>
    internal bool SplitsLatent => Hierarchical && Architecture == BigGanArchitecture.BigGan;

    /// <summary>Whether every layer sees the class embedding and all of z as one vector.</summary>
    internal bool JoinsLatent => Hierarchical && Architecture == BigGanArchitecture.BigGanDeep;

    /// <summary>The length of a chunk of z; all of it where it is not split.</summary>
    internal int Chunk => SplitsLatent ? LatentSize / GeneratorChannels.Count : LatentSize;

    /// <summary>The length of what the first layer sees.</summary>
    internal int FirstSize => JoinsLatent ? SharedEmbedding!.Value + LatentSize : Chunk;

    /// <summary>The length of the vector that conditions a batch norm: embedding and latent, embedding alone, or the one-hot class.</summary>
    internal int ConditionSize => SharedEmbedding is not int shared ? Classes : Hierarchical ? shared + Chunk : shared;

    /// <summary>Generator feature map sizes, one per stage.</summary>
    internal int[] GeneratorSizes => [.. Enumerable.Range(1, GeneratorChannels.Count - 1).Select(i => BottomSize << i)];

    /// <summary>Discriminator feature map sizes, one per stage.</summary>
    internal int[] DiscriminatorSizes => [.. Enumerable.Range(1, DiscriminatorStages).Select(i => Resolution >> Math.Min(i, DiscriminatorDownsamplings))];

    /// <summary>The deep family's first entry is its stem.</summary>
    internal int DiscriminatorStages => DiscriminatorChannels.Count - (Architecture == BigGanArchitecture.BigGanDeep ? 1 : 0);

    /// <summary>Which generator stage attention follows, or −1.</summary>
    internal int GeneratorAttentionStage => SpecCheck.AttentionStage("generator", GeneratorAttention, GeneratorSizes);

    /// <summary>Which discriminator stage attention follows, or −1.</summary>
    internal int DiscriminatorAttentionStage => SpecCheck.AttentionStage("discriminator", DiscriminatorAttention, DiscriminatorSizes);

    /// <summary>The published shape of a resolution at any width, with spectral norm in both networks and class tables, no hierarchy and no attention until
    /// they are asked for by <c>with</c>.</summary>
    /// <param name="architecture">The family.</param>
    /// <param name="resolution">32, 64, 128, 256 or 512.</param>
    /// <param name="generatorWidth">The generator's base width, ch in the paper: 96 for BigGAN and 128 for BigGAN-deep on ImageNet.</param>
    /// <param name="discriminatorWidth">The discriminator's base width.</param>
    /// <param name="imageChannels">1, 3 or 4.</param>
    /// <param name="classes">K.</param>
    /// <param name="latentSize">Z.</param>
    /// <exception cref="OptionException">There is no such resolution.</exception>
    public static BigGanSpec Standard(BigGanArchitecture architecture, int resolution, int generatorWidth, int discriminatorWidth, int imageChannels, int classes,
        int latentSize)
    {
        ChannelTable table = ChannelTable.Of(resolution);
        var (widths, downsamplings) = architecture == BigGanArchitecture.BigGanDeep ? table.DeepDiscriminator : (table.Discriminator, table.Downsamplings);
        return new BigGanSpec
        {
            Architecture = architecture,
            ImageChannels = imageChannels,
            Classes = classes,
            LatentSize = latentSize,
            GeneratorChannels = [.. table.Generator.Select(m => m * generatorWidth)],
            DiscriminatorChannels = [.. widths.Select(m => m * discriminatorWidth)],
            DiscriminatorDownsamplings = downsamplings,
            GeneratorSpectralNorm = true,
        };
    }

    /// <summary>Checks that the arguments make networks.</summary>
    /// <exception cref="OptionException">An argument has a value that cannot work.</exception>
    internal BigGanSpec Validated()
    {
        SpecCheck.Check(this);
        return this;
    }
}
