using GanAugment.Training.Networks;

namespace GanAugment.Training.Initial;

/// <summary>Makes options say the shape of the networks that a warm start begins with.</summary>
internal static class InitialShape
{
    /// <summary>The options with the shape of a network. They no longer ask for it to be kept: they say it themselves.</summary>
    public static TrainingOptions Of(BigGanSpec network, TrainingOptions options)
    {
        ChannelTable table = ChannelTable.Of(network.Resolution);
        int[] discriminator = network.Architecture == BigGanArchitecture.BigGanDeep ? table.DeepDiscriminator.Channels : table.Discriminator;
        return options with
        {
            InitialGenerator = options.InitialGenerator! with { KeepShape = false },
            Architecture = network.Architecture,
            Resolution = network.Resolution,
            BaseChannels = network.GeneratorChannels[0] / table.Generator[0],
            DiscriminatorBaseChannels = Math.Max(1, network.DiscriminatorChannels[0] / discriminator[0]),
            Depth = network.GeneratorDepth,
            WideDiscriminator = network.WideDiscriminator,
            LatentSize = network.LatentSize,
            SharedEmbedding = network.SharedEmbedding,
            Hierarchical = network.Hierarchical,
            GeneratorAttention = network.GeneratorAttention,
            DiscriminatorAttention = network.DiscriminatorAttention,
            GeneratorSpectralNorm = network.GeneratorSpectralNorm,
            DiscriminatorSpectralNorm = network.DiscriminatorSpectralNorm,
            SpectralNormEpsilon = network.SpectralNormEpsilon,
            BatchNormEpsilon = network.BatchNormEpsilon,
            OutputNormEpsilon = network.OutputNormEpsilon,
        };
    }
}
