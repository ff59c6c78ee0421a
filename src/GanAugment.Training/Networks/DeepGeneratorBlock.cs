using static TorchSharp.torch;

namespace GanAugment.Training.Networks;

/// <summary>A bottleneck block of BigGAN-deep; the last one of a stage changes the width, doubles the size and has the stage's attention behind it.</summary>
/// <remarks>Brock et al. 2019, appendix B, figure 16: 1×1, 3×3, 3×3 and 1×1 convolutions, each behind a conditional batch norm. The shortcut has no weights: it
/// keeps the first channels and drops the rest.</remarks>
internal sealed class DeepGeneratorBlock : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly bool doubles;
    private readonly ConditionalBatchNorm norm1;
    private readonly Convolution conv1;
    private readonly ConditionalBatchNorm norm2;
    private readonly Convolution conv2;
    private readonly ConditionalBatchNorm norm3;
    private readonly Convolution conv3;
    private readonly ConditionalBatchNorm norm4;
    private readonly Convolution conv4;
    private readonly SelfAttention? attention;

    /// <summary>Creates block <paramref name="index"/> of a generator, counted over all stages.</summary>
    public DeepGeneratorBlock(BigGanSpec spec, int index) : base(nameof(DeepGeneratorBlock))
    {
        double? spectralEpsilon = spec.GeneratorSpectralNorm ? spec.SpectralNormEpsilon : null;
        int stage = index / spec.GeneratorDepth;
        doubles = index % spec.GeneratorDepth == spec.GeneratorDepth - 1;
        int inputs = Inputs = spec.GeneratorChannels[stage], hidden = inputs / 4;
        Outputs = doubles ? spec.GeneratorChannels[stage + 1] : inputs;
        norm1 = new ConditionalBatchNorm(inputs, spec);
        conv1 = new Convolution(inputs, hidden, 1, spectralEpsilon);
        norm2 = new ConditionalBatchNorm(hidden, spec);
        conv2 = new Convolution(hidden, hidden, 3, spectralEpsilon);
        norm3 = new ConditionalBatchNorm(hidden, spec);
        conv3 = new Convolution(hidden, hidden, 3, spectralEpsilon);
        norm4 = new ConditionalBatchNorm(hidden, spec);
        conv4 = new Convolution(hidden, Outputs, 1, spectralEpsilon);
        if (doubles && spec.GeneratorAttentionStage == stage) attention = new SelfAttention(Outputs, spectralEpsilon);
        RegisterComponents();
    }

    /// <summary>Channels before the block.</summary>
    public int Inputs { get; }

    /// <summary>Channels behind the block.</summary>
    public int Outputs { get; }

    /// <summary>Whether the block doubles the size.</summary>
    public bool Doubles => doubles;

    /// <summary>The four batch norms, each before the convolution of the same place.</summary>
    public IReadOnlyList<ConditionalBatchNorm> Norms => [norm1, norm2, norm3, norm4];

    /// <summary>1×1, 3×3 (of the upsampled map), 3×3 and 1×1.</summary>
    public IReadOnlyList<Convolution> Convolutions => [conv1, conv2, conv3, conv4];

    /// <summary>Behind the sum, or null.</summary>
    public SelfAttention? Attention => attention;

    /// <inheritdoc/>
    public override Tensor forward(Tensor x, Tensor condition) // [N, in, H, W], [N, condition] → [N, out, H or 2H, W or 2W]
    {
        using var scope = NewDisposeScope();
        Tensor h = conv1.call(norm1.call(x, condition).relu_()); // [N, hidden, H, W]
        h = norm2.call(h, condition).relu_(); // [N, hidden, H, W]
        h = doubles ? conv2.AfterUpsampling(h) : conv2.call(h); // [N, hidden, 2H, 2W]
        h = conv3.call(norm3.call(h, condition).relu_()); // [N, hidden, 2H, 2W]
        h = conv4.call(norm4.call(h, condition).relu_()); // [N, out, 2H, 2W]
        Tensor past = x.narrow(1, 0, Outputs); // [N, out, H, W]
        h.add_(doubles ? Convolution.Upsample(past) : past); // [N, out, 2H, 2W]
        if (attention is not null) h = attention.call(h);
        return h.MoveToOuterDisposeScope();
    }
}
