using static TorchSharp.torch;

namespace GanAugment.Training.Networks;

/// <summary>A layer that can be told that its weights stand still, so that one power iteration serves several passes in training.</summary>
/// <remarks>The reference iterates in every pass, also of a generator that only makes fakes for its discriminator.</remarks>
internal interface IHeldWeight
{
    /// <summary>Null where the weight is used as it is.</summary>
    NormalizedWeight? Normalized { get; }

    /// <summary>The weights of a network stand still until <see cref="Release"/>.</summary>
    static void Hold(nn.Module network)
    {
        foreach (IHeldWeight layer in Layers(network)) layer.Normalized?.Hold();
    }

    /// <summary>The weights of a network may change again.</summary>
    static void Release(nn.Module network)
    {
        foreach (IHeldWeight layer in Layers(network)) layer.Normalized?.Release();
    }

    private static IEnumerable<IHeldWeight> Layers(nn.Module network) => network.modules().Prepend(network).OfType<IHeldWeight>();
}
