using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace GanAugment.Training.Networks;

/// <summary>A bottleneck block of BigGAN-deep; the first one of a stage changes the width and halves the size, the last one has the stage's attention behind
/// it.</summary>
/// <remarks>Brock et al. 2019, appendix B, figure 16. The shortcut pools, and where the block widens, a 1×1 convolution makes the channels that are
/// missing.</remarks>
internal sealed class DeepDiscriminatorBlock : nn.Module<Tensor, Tensor>
{
    private readonly bool halves;
    private readonly Convolution conv1;
    private readonly Convolution conv2;
    private readonly Convolution conv3;
    private readonly Convolution conv4;
    private readonly Convolution? shortcut;
    private readonly SelfAttention? attention;

    /// <summary>Creates block <paramref name="index"/> of a discriminator, counted over all stages.</summary>
    public DeepDiscriminatorBlock(BigGanSpec spec, int index) : base(nameof(DeepDiscriminatorBlock))
    {
        double? spectralEpsilon = spec.DiscriminatorSpectralNorm ? spec.SpectralNormEpsilon : null;
        int stage = index / spec.DiscriminatorDepth, place = index % spec.DiscriminatorDepth;
        int outputs = spec.DiscriminatorChannels[stage + 1], inputs = place == 0 ? spec.DiscriminatorChannels[stage] : outputs, hidden = outputs / 4;
        halves = place == 0 && stage < spec.DiscriminatorDownsamplings;
        conv1 = new Convolution(inputs, hidden, 1, spectralEpsilon);
        conv2 = new Convolution(hidden, hidden, 3, spectralEpsilon);
        conv3 = new Convolution(hidden, hidden, 3, spectralEpsilon);
        conv4 = new Convolution(hidden, outputs, 1, spectralEpsilon);
        if (inputs != outputs) shortcut = new Convolution(inputs, outputs - inputs, 1, spectralEpsilon);
        if (place == spec.DiscriminatorDepth - 1 && spec.DiscriminatorAttentionStage == stage) attention = new SelfAttention(outputs, spectralEpsilon);
        RegisterComponents();
    }

    /// <summary>Whether it halves the size.</summary>
    public bool Halves => halves;

    /// <summary>The convolutions before the pooling: [N, in, H, W] → [N, hidden, H, W].</summary>
    public IReadOnlyList<Convolution> Bottleneck => [conv1, conv2, conv3];

    /// <summary>The convolution behind the pooling: → [N, out, H/2, W/2].</summary>
    public Convolution Last => conv4;

    /// <summary>Makes the channels that x lacks, or null.</summary>
    public Convolution? Shortcut => shortcut;

    /// <summary>What follows the block, or null.</summary>
    public SelfAttention? Attention => attention;

    /// <inheritdoc/>
    public override Tensor forward(Tensor x) // [N, in, H, W] → [N, out, H or H/2, W or W/2]
    {
        using var scope = NewDisposeScope();
        // Not in place: the shortcut reads x as it came.
        Tensor h = conv1.call(F.relu(x)).relu_(); // [N, hidden, H, W]
        h = conv2.call(h).relu_(); // [N, hidden, H, W]
        h = conv3.call(h).relu_(); // [N, hidden, H, W]
        if (halves) (h, x) = (F.avg_pool2d(h, 2), F.avg_pool2d(x, 2)); // [N, ·, H/2, W/2]
        h = conv4.call(h); // [N, out, H/2, W/2]
        h.add_(shortcut is null ? x : cat([x, shortcut.call(x)], 1)); // [N, out, H/2, W/2]
        if (attention is not null) h = attention.call(h);
        return h.MoveToOuterDisposeScope();
    }
}
