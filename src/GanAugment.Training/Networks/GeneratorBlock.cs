using static TorchSharp.torch;

namespace GanAugment.Training.Networks;

/// <summary>A residual block that doubles the size, with attention behind it where the network has it.</summary>
internal sealed class GeneratorBlock : nn.Module<Tensor, Tensor, Tensor>, IReferenceOrder
{
    private readonly ConditionalBatchNorm norm1;
    private readonly Convolution conv1;
    private readonly ConditionalBatchNorm norm2;
    private readonly Convolution conv2;
    private readonly Convolution shortcut;
    private readonly SelfAttention? attention;

    /// <summary>Creates block <paramref name="index"/> of a generator.</summary>
    public GeneratorBlock(BigGanSpec spec, int index) : base(nameof(GeneratorBlock))
    {
        double? spectralEpsilon = spec.GeneratorSpectralNorm ? spec.SpectralNormEpsilon : null;
        int inputs = spec.GeneratorChannels[index], outputs = spec.GeneratorChannels[index + 1];
        norm1 = new ConditionalBatchNorm(inputs, spec);
        conv1 = new Convolution(inputs, outputs, 3, spectralEpsilon);
        norm2 = new ConditionalBatchNorm(outputs, spec);
        conv2 = new Convolution(outputs, outputs, 3, spectralEpsilon);
        shortcut = new Convolution(inputs, outputs, 1, spectralEpsilon);
        if (spec.GeneratorAttentionStage == index) attention = new SelfAttention(outputs, spectralEpsilon);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public bool ReferenceOrder { get; set; }

    /// <summary>Before the first convolution.</summary>
    public ConditionalBatchNorm Norm1 => norm1;

    /// <summary>Applied to the upsampled map.</summary>
    public Convolution Conv1 => conv1;

    /// <summary>Before the second convolution.</summary>
    public ConditionalBatchNorm Norm2 => norm2;

    /// <summary>The second convolution.</summary>
    public Convolution Conv2 => conv2;

    /// <summary>1×1, past the main path; upsampling may come before or after it.</summary>
    public Convolution Shortcut => shortcut;

    /// <summary>Behind the sum, or null.</summary>
    public SelfAttention? Attention => attention;

    /// <inheritdoc/>
    public override Tensor forward(Tensor x, Tensor condition) // [N, in, H, W], [N, condition] → [N, out, 2H, 2W]
    {
        using var scope = NewDisposeScope();
        Tensor h = norm1.call(x, condition).relu_(); // [N, in, H, W]
        h = conv1.AfterUpsampling(h); // [N, out, 2H, 2W]
        h = norm2.call(h, condition).relu_(); // [N, out, 2H, 2W]
        h = conv2.call(h); // [N, out, 2H, 2W]
        // A 1×1 convolution commutes with nearest upsampling and costs a quarter before it.
        Tensor past = ReferenceOrder ? shortcut.call(Convolution.Upsample(x)) : Convolution.Upsample(shortcut.call(x)); // [N, out, 2H, 2W]
        h.add_(past); // [N, out, 2H, 2W]
        if (attention is not null) h = attention.call(h);
        return h.MoveToOuterDisposeScope();
    }
}
