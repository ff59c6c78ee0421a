namespace GanAugment.Training.Networks;

/// <summary>Refuses constructor arguments that make no networks, or other networks than were meant.</summary>
internal static class SpecCheck
{
    // Far beyond every network there is, and small enough that no product of two of them overflows.
    private const int LargestSize = 1 << 20, MostStages = 11, MostDepth = 256;

    /// <summary>Checks all arguments.</summary>
    /// <exception cref="OptionException">An argument has a value that cannot work.</exception>
    public static void Check(BigGanSpec s)
    {
        bool deep = s.Architecture == BigGanArchitecture.BigGanDeep;
        Require(Enum.IsDefined(s.Architecture), $"There is no architecture {(int)s.Architecture}.", nameof(s.Architecture), "Use BigGan or BigGanDeep.");
        Require(s.ImageChannels is 1 or 3 or 4, $"Images of {s.ImageChannels} channels cannot be generated.", nameof(s.ImageChannels),
            "Use gray (1), colour (3) or colour with alpha (4) images.");
        Require(s.Classes >= 1, $"There are {s.Classes} classes.", nameof(s.Classes), "Give at least one class.");
        Require(s.GeneratorChannels.Count <= MostStages && s.DiscriminatorChannels.Count <= MostStages, "A network has more stages than images can be large.",
            $"{nameof(s.GeneratorChannels)}, {nameof(s.DiscriminatorChannels)}", $"Give at most {MostStages}.");
        Require(s.GeneratorChannels.Concat(s.DiscriminatorChannels).Append(s.Classes).Append(s.LatentSize).Append(s.SharedEmbedding ?? 1).Max() <= LargestSize,
            "A layer is wider than any network has it.", "one of channels, classes, latent size and embedding", $"Give at most {LargestSize}.");
        Require(s.GeneratorDepth <= MostDepth && s.DiscriminatorDepth <= MostDepth, "A stage has more blocks than any network has.",
            $"{nameof(s.GeneratorDepth)}, {nameof(s.DiscriminatorDepth)}", $"Give at most {MostDepth}; the paper has 2.");
        Require(s.GeneratorChannels.Count >= 2 && s.GeneratorChannels.All(c => c > 0), "The generator needs a block, and every block a channel.",
            nameof(s.GeneratorChannels), "Give the channels at 4×4 and after each block.");
        Require(s.DiscriminatorStages >= 1 && s.DiscriminatorChannels.All(c => c > 0), "The discriminator needs a block, and every block a channel.",
            nameof(s.DiscriminatorChannels), deep ? "Give the channels after the stem and after each stage." : "Give the channels after each block.");
        Require(s.DiscriminatorDownsamplings >= 0 && s.DiscriminatorDownsamplings <= s.DiscriminatorStages
            && s.Resolution >> s.DiscriminatorDownsamplings >= 1,
            $"A discriminator of {s.DiscriminatorStages} stages cannot halve {s.Resolution} pixels {s.DiscriminatorDownsamplings} times.",
            nameof(s.DiscriminatorDownsamplings), "Give at most the number of stages.");
        Require(s.GeneratorDepth >= 1 && s.DiscriminatorDepth >= 1, "A stage needs a block.", $"{nameof(s.GeneratorDepth)}, {nameof(s.DiscriminatorDepth)}",
            "Give at least 1; the paper has 2.");
        if (deep) CheckDeep(s);
        Require(s.LatentSize >= 1, $"A latent size of {s.LatentSize} leaves nothing to vary.", nameof(s.LatentSize), "Give at least 1.");
        Require(s.SharedEmbedding is null or >= 1, $"A class embedding of length {s.SharedEmbedding} holds nothing.", nameof(s.SharedEmbedding),
            "Give at least 1, or null for a table per layer.");
        Require(!s.Hierarchical || s.SharedEmbedding is not null, "Hierarchical latents need a shared class embedding.", nameof(s.Hierarchical),
            "Set SharedEmbedding, or turn Hierarchical off.");
        Require(!s.SplitsLatent || s.LatentSize % s.GeneratorChannels.Count == 0,
            $"A latent size of {s.LatentSize} does not divide into {s.GeneratorChannels.Count} chunks.", nameof(s.LatentSize),
            $"Give a multiple of {s.GeneratorChannels.Count}, or turn Hierarchical off.");
        Require(s.SpectralNormEpsilon > 0 && s.BatchNormEpsilon > 0 && s.OutputNormEpsilon > 0, "The epsilons must be greater than 0.",
            $"{nameof(s.SpectralNormEpsilon)}, {nameof(s.BatchNormEpsilon)}, {nameof(s.OutputNormEpsilon)}", "Use the defaults, 1e-6, 1e-5 and 1e-5.");
        CheckAttention(s.GeneratorAttentionStage, s.GeneratorSizes, i => s.GeneratorChannels[i + 1], nameof(s.GeneratorAttention));
        CheckAttention(s.DiscriminatorAttentionStage, s.DiscriminatorSizes, i => s.DiscriminatorChannels[deep ? i + 1 : i], nameof(s.DiscriminatorAttention));
    }

    /// <summary>The stage whose feature maps have a size, or −1 for no size.</summary>
    /// <exception cref="OptionException">No stage has it, or several have.</exception>
    public static int AttentionStage(string network, int? size, int[] sizes)
    {
        if (size is null) return -1;
        int[] matches = [.. Enumerable.Range(0, sizes.Length).Where(i => sizes[i] == size)];
        // A size that matches nothing would silently train without attention; one that matches several would silently attend several times.
        string widths = string.Join(", ", sizes);
        Require(matches.Length == 1, $"Attention at {size}×{size} matches {matches.Length} blocks of the {network}, whose feature maps are {widths} wide.",
            network == "generator" ? nameof(BigGanSpec.GeneratorAttention) : nameof(BigGanSpec.DiscriminatorAttention),
            "Choose a size that exactly one block has, or none.");
        return matches[0];
    }

    private static void CheckDeep(BigGanSpec s)
    {
        // The bottleneck is a quarter of the block's width, and shortcuts drop or add channels without a convolution over the old ones.
        Require(s.GeneratorChannels.All(c => c >= 4) && s.DiscriminatorChannels.All(c => c >= 4), "A bottleneck block needs 4 channels.",
            $"{nameof(s.GeneratorChannels)}, {nameof(s.DiscriminatorChannels)}", "Use wider networks.");
        Require(s.GeneratorChannels.Zip(s.GeneratorChannels.Skip(1)).All(p => p.Second <= p.First), "A deep generator cannot widen from stage to stage.",
            nameof(s.GeneratorChannels), "Give channels that never grow.");
        Require(s.DiscriminatorChannels.Zip(s.DiscriminatorChannels.Skip(1)).All(p => p.Second >= p.First),
            "A deep discriminator cannot narrow from stage to stage.", nameof(s.DiscriminatorChannels), "Give channels that never shrink.");
    }

    private static void CheckAttention(int stage, int[] sizes, Func<int, int> channels, string option)
    {
        if (stage < 0) return;
        Require(channels(stage) >= 8, $"Attention needs 8 channels, but there are {channels(stage)}.", option, "Use wider networks, or no attention.");
        Require(sizes[stage] % 2 == 0, $"Attention pools its keys by two, which a map of {sizes[stage]} does not allow.", option, "Choose an even size.");
    }

    private static void Require(bool holds, string what, string option, string remedy)
    {
        if (!holds) throw new OptionException(what, $"The option is {option}.", remedy);
    }
}
