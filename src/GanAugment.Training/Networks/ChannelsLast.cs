using static TorchSharp.torch;

namespace GanAugment.Training.Networks;

/// <summary>The memory order in which convolutions and norms work best: place after place, all channels of a place together.</summary>
/// <remarks>Shapes stay [N, C, H, W]; only strides change. Convolutions, norms and elementwise operators keep the order of their input, so converting a
/// network's input is enough. In the other order oneDNN rearranges every map on its way in and out.</remarks>
internal static class ChannelsLast
{
    /// <summary>The same values, channels last in memory; x itself where it is so already.</summary>
    public static Tensor Of(Tensor x) // [N, C, H, W]
    {
        using var scope = NewDisposeScope();
        long c = x.shape[1], h = x.shape[2], w = x.shape[3];
        Tensor places = x.permute(0, 2, 3, 1).contiguous(); // [N, H, W, C]
        // With one channel both orders are the same memory, and only these strides say which one is meant.
        if (c == 1) return places.as_strided(x.shape, [h * w, 1, w, 1], places.storage_offset()).MoveToOuterDisposeScope();
        return places.permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }
}
