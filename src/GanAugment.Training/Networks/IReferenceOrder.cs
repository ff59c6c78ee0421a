using static TorchSharp.torch;

namespace GanAugment.Training.Networks;

/// <summary>A layer that can do its arithmetic in the order of the reference implementation instead of the fused, faster order.</summary>
/// <remarks>Both compute the same function. The reference order is for comparisons to the last digit and for measuring what the fused order saves.</remarks>
internal interface IReferenceOrder
{
    /// <summary>Whether the reference's order is used.</summary>
    bool ReferenceOrder { get; set; }

    /// <summary>Chooses the order of a whole network.</summary>
    static void Use(nn.Module network, bool referenceOrder)
    {
        foreach (IReferenceOrder layer in network.modules().Prepend(network).OfType<IReferenceOrder>()) layer.ReferenceOrder = referenceOrder;
    }
}
