using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace GanAugment.Training.Networks;

/// <summary>A square convolution that keeps the size of the map, alone or joined exactly with a resampling next to it.</summary>
internal sealed class Convolution : nn.Module<Tensor, Tensor>, IReferenceOrder
{
    private readonly long padding;
    private readonly double? epsilon;
    private Parameter weight;
    private Parameter? bias;
    private Tensor? u;

    /// <summary>Creates the layer with all weights zero; <see cref="Initialization"/> fills them.</summary>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="kernel">1 or 3.</param>
    /// <param name="spectralEpsilon">The epsilon of spectral norm, or null without it.</param>
    /// <param name="hasBias">Whether a bias is added.</param>
    public Convolution(long inputs, long outputs, long kernel, double? spectralEpsilon, bool hasBias = true) : base(nameof(Convolution))
    {
        padding = kernel / 2;
        epsilon = spectralEpsilon;
        weight = new Parameter(zeros(outputs, inputs, kernel, kernel));
        if (hasBias) bias = new Parameter(zeros(outputs));
        if (epsilon is not null) u = zeros(1, outputs);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public bool ReferenceOrder { get; set; }

    /// <summary>The bias [out], or null.</summary>
    public Tensor? Bias => bias;

    /// <summary>The weight as it is used, divided by its largest singular value where the layer does so: [out, in, k, k].</summary>
    public Tensor EffectiveWeight() => u is null ? weight.alias() : SpectralNorm.Normalize(weight, u, epsilon!.Value, training);

    /// <inheritdoc/>
    public override Tensor forward(Tensor x) // [N, in, H, W] → [N, out, H, W]
    {
        using var scope = NewDisposeScope();
        return F.conv2d(x, EffectiveWeight(), bias, padding: [padding, padding]).MoveToOuterDisposeScope();
    }

    /// <summary>Nearest upsampling ×2 followed by the convolution, as one transposed convolution: 4 instead of 9 products per output.</summary>
    public Tensor AfterUpsampling(Tensor x) // [N, in, H, W] → [N, out, 2H, 2W]
    {
        using var scope = NewDisposeScope();
        if (ReferenceOrder) return call(Upsample(x)).MoveToOuterDisposeScope();
        Tensor kernel = UpsamplingKernel(); // [in, out, 4, 4]
        return F.conv_transpose2d(x, kernel, bias, strides: [2, 2], padding: [1, 1]).MoveToOuterDisposeScope();
    }

    /// <summary>The kernel of <see cref="AfterUpsampling"/>: [in, out, 4, 4], stride 2, padding 1.</summary>
    public Tensor UpsamplingKernel()
    {
        using var scope = NewDisposeScope();
        // Output 2i+a reads x[i'] through upsampled pixels 2i' and 2i'+1: the kernel, mirrored, is spread by a 2×2 box.
        return Spread(EffectiveWeight().flip([2, 3])).transpose(0, 1).MoveToOuterDisposeScope();
    }

    /// <summary>The convolution followed by 2×2 average pooling, as one convolution with stride 2: 16 instead of 36 products per output.</summary>
    public Tensor BeforePooling(Tensor x) // [N, in, H, W] → [N, out, H/2, W/2]
    {
        using var scope = NewDisposeScope();
        if (ReferenceOrder) return F.avg_pool2d(call(x), 2).MoveToOuterDisposeScope();
        Tensor kernel = Spread(EffectiveWeight()) * 0.25; // [out, in, 4, 4]
        return F.conv2d(x, kernel, bias, strides: [2, 2], padding: [1, 1]).MoveToOuterDisposeScope();
    }

    /// <summary>Nearest neighbours, ×2.</summary>
    public static Tensor Upsample(Tensor x) => F.interpolate(x, scale_factor: [2, 2], mode: InterpolationMode.Nearest); // [N, C, H, W] → [N, C, 2H, 2W]

    // The 3×3 kernel convolved with a 2×2 box of ones: [·, ·, 4, 4].
    private static Tensor Spread(Tensor kernel) =>
        F.pad(kernel, [0, 1, 0, 1]) + F.pad(kernel, [1, 0, 0, 1]) + F.pad(kernel, [0, 1, 1, 0]) + F.pad(kernel, [1, 0, 1, 0]);
}
