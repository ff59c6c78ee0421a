namespace GanAugment.Training.Networks;

/// <summary>Everything that fixes the shape and arithmetic of one generator and its discriminator: their constructor arguments, saved beside the
/// weights.</summary>
/// <remarks>Brock et al. 2019, appendix B. Blocks are counted from 0; the generator starts at 4×4 and every block doubles the size.</remarks>
public sealed record BigGanSpec
{
    /// <summary>The size of the first feature map of every generator.</summary>
    public const int BottomSize = 4;

    /// <summary>C of the images: 1, 3 or 4.</summary>
    public required int ImageChannels { get; init; }

    /// <summary>K, the number of classes.</summary>
    public required int Classes { get; init; }

    /// <summary>Z, the length of a latent vector. With <see cref="Hierarchical"/> it must divide into one chunk for the first layer and one per
    /// block.</summary>
    public required int LatentSize { get; init; }

    /// <summary>Feature channels at 4×4 and after each generator block; one block fewer than entries.</summary>
    public required IReadOnlyList<int> GeneratorChannels { get; init; }

    /// <summary>Feature channels after each discriminator block.</summary>
    public required IReadOnlyList<int> DiscriminatorChannels { get; init; }

    /// <summary>How many of the first discriminator blocks halve the size.</summary>
    public required int DiscriminatorDownsamplings { get; init; }

    /// <summary>The length of the class embedding that all conditional batch norms share; null gives each of them its own table of gains and biases per
    /// class.</summary>
    public int? SharedEmbedding { get; init; }

    /// <summary>Whether each block sees a chunk of z of its own beside the class embedding; needs <see cref="SharedEmbedding"/>.</summary>
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

    /// <summary>Added to the variance in conditional batch norms. The batch norm before the output always uses 1e-5.</summary>
    public double BatchNormEpsilon { get; init; } = 1e-5;

    /// <summary>H = W of the images.</summary>
    internal int Resolution => BottomSize << (GeneratorChannels.Count - 1);

    /// <summary>The length of the part of z that the first layer sees.</summary>
    internal int FirstChunk => Hierarchical ? LatentSize / GeneratorChannels.Count : LatentSize;

    /// <summary>The length of the vector that conditions a batch norm: embedding and chunk, or the one-hot class.</summary>
    internal int ConditionSize => SharedEmbedding is not int shared ? Classes : Hierarchical ? shared + FirstChunk : shared;

    /// <summary>Generator feature map sizes, one per block.</summary>
    internal int[] GeneratorSizes => [.. Enumerable.Range(1, GeneratorChannels.Count - 1).Select(i => BottomSize << i)];

    /// <summary>Discriminator feature map sizes, one per block.</summary>
    internal int[] DiscriminatorSizes => [.. DiscriminatorChannels.Select((_, i) => Resolution >> Math.Min(i + 1, DiscriminatorDownsamplings))];

    /// <summary>Which generator block attention follows, or −1.</summary>
    internal int GeneratorAttentionBlock => AttentionBlock("generator", GeneratorAttention, GeneratorSizes);

    /// <summary>Which discriminator block attention follows, or −1.</summary>
    internal int DiscriminatorAttentionBlock => AttentionBlock("discriminator", DiscriminatorAttention, DiscriminatorSizes);

    /// <summary>Checks that the arguments make networks.</summary>
    /// <exception cref="OptionException">An argument has a value that cannot work.</exception>
    internal BigGanSpec Validated()
    {
        Require(ImageChannels is 1 or 3 or 4, $"Images of {ImageChannels} channels cannot be generated.", nameof(ImageChannels),
            "Use gray (1), colour (3) or colour with alpha (4) images.");
        Require(Classes >= 1, $"There are {Classes} classes.", nameof(Classes), "Give at least one class.");
        Require(GeneratorChannels.Count >= 2 && GeneratorChannels.All(c => c > 0), "The generator needs a block, and every block a channel.",
            nameof(GeneratorChannels), "Give the channels at 4×4 and after each block.");
        Require(DiscriminatorChannels.Count >= 1 && DiscriminatorChannels.All(c => c > 0), "The discriminator needs a block, and every block a channel.",
            nameof(DiscriminatorChannels), "Give the channels after each block.");
        Require(DiscriminatorDownsamplings >= 0 && DiscriminatorDownsamplings <= DiscriminatorChannels.Count && Resolution >> DiscriminatorDownsamplings >= 1,
            $"A discriminator of {DiscriminatorChannels.Count} blocks cannot halve {Resolution} pixels {DiscriminatorDownsamplings} times.",
                nameof(DiscriminatorDownsamplings), "Give at most the number of blocks.");
        Require(LatentSize >= 1, $"A latent size of {LatentSize} leaves nothing to vary.", nameof(LatentSize), "Give at least 1.");
        Require(SharedEmbedding is null or >= 1, $"A class embedding of length {SharedEmbedding} holds nothing.", nameof(SharedEmbedding),
            "Give at least 1, or null for a table per layer.");
        Require(!Hierarchical || SharedEmbedding is not null, "Hierarchical latents need a shared class embedding.", nameof(Hierarchical),
            "Set SharedEmbedding, or turn Hierarchical off.");
        Require(!Hierarchical || LatentSize % GeneratorChannels.Count == 0,
            $"A latent size of {LatentSize} does not divide into {GeneratorChannels.Count} chunks.", nameof(LatentSize),
            $"Give a multiple of {GeneratorChannels.Count}, or turn Hierarchical off.");
        Require(SpectralNormEpsilon > 0 && BatchNormEpsilon > 0, "The epsilons must be greater than 0.",
            $"{nameof(SpectralNormEpsilon)}, {nameof(BatchNormEpsilon)}", "Use the defaults, 1e-6 and 1e-5.");
        CheckAttentionWidth(GeneratorAttentionBlock, i => GeneratorChannels[i + 1], nameof(GeneratorAttention));
        CheckAttentionWidth(DiscriminatorAttentionBlock, i => DiscriminatorChannels[i], nameof(DiscriminatorAttention));
        return this;
    }

    private static int AttentionBlock(string network, int? size, int[] sizes)
    {
        if (size is null) return -1;
        int[] matches = [.. Enumerable.Range(0, sizes.Length).Where(i => sizes[i] == size)];
        // A size that matches nothing would silently train without attention; one that matches several would silently attend several times.
        string widths = string.Join(", ", sizes);
        Require(matches.Length == 1, $"Attention at {size}×{size} matches {matches.Length} blocks of the {network}, whose feature maps are {widths} wide.",
            network == "generator" ? nameof(GeneratorAttention) : nameof(DiscriminatorAttention), "Choose a size that exactly one block has, or none.");
        return matches[0];
    }

    private static void CheckAttentionWidth(int block, Func<int, int> channels, string option)
    {
        if (block >= 0) Require(channels(block) >= 8, $"Attention needs 8 channels, but there are {channels(block)}.", option,
            "Use wider networks, or no attention.");
    }

    private static void Require(bool holds, string what, string option, string remedy)
    {
        if (!holds) throw new OptionException(what, $"The option is {option}.", remedy);
    }
}
