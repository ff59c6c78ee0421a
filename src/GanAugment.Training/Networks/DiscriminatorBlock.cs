using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace GanAugment.Training.Networks;

/// <summary>A residual block that halves the size or keeps it, with attention behind it where the network has it.</summary>
internal sealed class DiscriminatorBlock : nn.Module<Tensor, Tensor>, IReferenceOrder
{
    private readonly bool first;
    private readonly bool halves;
    private readonly Convolution conv1;
    private readonly Convolution conv2;
    private readonly Convolution? shortcut;
    private readonly SelfAttention? attention;

    /// <summary>Creates block <paramref name="index"/> of a discriminator.</summary>
    public DiscriminatorBlock(BigGanSpec spec, int index) : base(nameof(DiscriminatorBlock))
    {
        double? spectralEpsilon = spec.DiscriminatorSpectralNorm ? spec.SpectralNormEpsilon : null;
        int outputs = spec.DiscriminatorChannels[index];
        int inputs = index == 0 ? spec.ImageChannels : spec.DiscriminatorChannels[index - 1];
        first = index == 0;
        halves = index < spec.DiscriminatorDownsamplings;
        int hidden = spec.WideDiscriminator ? outputs : inputs;
        conv1 = new Convolution(inputs, hidden, 3, spectralEpsilon);
        conv2 = new Convolution(hidden, outputs, 3, spectralEpsilon);
        if (inputs != outputs || halves) shortcut = new Convolution(inputs, outputs, 1, spectralEpsilon);
        if (spec.DiscriminatorAttentionStage == index) attention = new SelfAttention(outputs, spectralEpsilon);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public bool ReferenceOrder { get; set; }

    /// <summary>Whether x is an image, which is not rectified.</summary>
    public bool IsFirst => first;

    /// <summary>Whether it halves the size.</summary>
    public bool Halves => halves;

    /// <summary>x → [N, hidden, H, W].</summary>
    public Convolution Conv1 => conv1;

    /// <summary>→ [N, out, H, W], then pooled.</summary>
    public Convolution Conv2 => conv2;

    /// <summary>The 1×1 convolution past the two, or null where the block changes nothing.</summary>
    public Convolution? Shortcut => shortcut;

    /// <summary>What follows the block, or null.</summary>
    public SelfAttention? Attention => attention;

    /// <inheritdoc/>
    public override Tensor forward(Tensor x) // [N, in, H, W] → [N, out, H or H/2, W or W/2]
    {
        using var scope = NewDisposeScope();
        // Images are not rectified. Elsewhere the ReLU must not work in place: the shortcut reads x as it came.
        Tensor h = first ? x : F.relu(x); // [N, in, H, W]
        h = conv1.call(h).relu_(); // [N, hidden, H, W]
        h = halves ? conv2.BeforePooling(h) : conv2.call(h); // [N, out, H/2, W/2]
        h.add_(Past(x)); // [N, out, H/2, W/2]
        if (attention is not null) h = attention.call(h);
        return h.MoveToOuterDisposeScope();
    }

    private Tensor Past(Tensor x) // [N, in, H, W] → [N, out, H/2, W/2]
    {
        // The reference pools behind the convolution in every block but the first.
        if (ReferenceOrder && !first && halves) return F.avg_pool2d(shortcut!.call(x), 2);
        // Pooling commutes with a 1×1 convolution and makes it four times cheaper.
        if (halves) x = F.avg_pool2d(x, 2);
        return shortcut?.call(x) ?? x;
    }
}
