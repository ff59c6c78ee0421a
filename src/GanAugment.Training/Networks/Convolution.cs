using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace GanAugment.Training.Networks;

/// <summary>A square convolution that keeps the size of the map, alone or joined exactly with a resampling next to it.</summary>
internal sealed class Convolution : nn.Module<Tensor, Tensor>, IReferenceOrder, IHeldWeight
{
    private readonly long padding;
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
        if (spectralEpsilon is double epsilon) Normalized = new NormalizedWeight(epsilon);
        weight = new Parameter(zeros(outputs, inputs, kernel, kernel));
        if (hasBias) bias = new Parameter(zeros(outputs));
        if (spectralEpsilon is not null) u = zeros(1, outputs);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public bool ReferenceOrder { get; set; }

    /// <inheritdoc/>
    public NormalizedWeight? Normalized { get; }

    /// <summary>The bias [out], or null.</summary>
    public Tensor? Bias => bias;

    /// <summary>The weight as it is used, divided by its largest singular value where the layer does so: [out, in, k, k].</summary>
    public Tensor EffectiveWeight() => u is null ? weight.alias() : Normalized!.Of(weight, u, training);

    /// <inheritdoc/>
    public override Tensor forward(Tensor x) // [N, in, H, W] → [N, out, H, W]
    {
        using var scope = NewDisposeScope();
        return F.conv2d(x, EffectiveWeight(), bias, padding: [padding, padding]).MoveToOuterDisposeScope();
    }

    /// <summary>Nearest upsampling ×2 followed by the convolution. The four outputs over one place of x are 2×2 convolutions of x: 4 instead of 9 products per
    /// output.</summary>
    /// <remarks>One transposed convolution has as few, but libtorch does it by matrix products on a copy of the map sixteen times its size.</remarks>
    public Tensor AfterUpsampling(Tensor x) // [N, in, H, W] → [N, out, 2H, 2W]
    {
        using var scope = NewDisposeScope();
        if (ReferenceOrder) return call(Upsample(x)).MoveToOuterDisposeScope();
        Tensor[] kernels = JoinedKernel.AfterUpsampling(EffectiveWeight()); // [out, in, 2, 2] each
        Tensor rows = cat([Rows(x, kernels, 0), Rows(x, kernels, 1)], 2); // [N, H, 2, 2W · out]
        return rows.view(x.shape[0], 2 * x.shape[2], 2 * x.shape[3], -1).permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }

    // Every second row of the upsampled map: [N, H, 1, 2W · out]. Maps are let go as soon as they are copied, for the four phases together outweigh the result.
    private Tensor Rows(Tensor x, Tensor[] kernels, int a)
    {
        using var scope = NewDisposeScope();
        return cat([Phase(x, kernels, a, 0), Phase(x, kernels, a, 1)], 3).view(x.shape[0], x.shape[2], 1, -1).MoveToOuterDisposeScope();
    }

    private Tensor Phase(Tensor x, Tensor[] kernels, int a, int b) // [N, H, W, out]
    {
        using var scope = NewDisposeScope();
        // Padded on every side there is one output too many, the first or the last.
        Tensor wide = F.conv2d(x, kernels[2 * a + b], bias, padding: [1, 1]); // [N, out, H + 1, W + 1]
        return Cropped(wide, a, b).permute(0, 2, 3, 1).MoveToOuterDisposeScope();
    }

    /// <summary>The convolution followed by 2×2 average pooling, as one convolution with stride 2: 16 instead of 36 products per output.</summary>
    public Tensor BeforePooling(Tensor x) // [N, in, H, W] → [N, out, H/2, W/2]
    {
        using var scope = NewDisposeScope();
        if (ReferenceOrder) return F.avg_pool2d(call(x), 2).MoveToOuterDisposeScope();
        return F.conv2d(x, JoinedKernel.BeforePooling(EffectiveWeight()), bias, strides: [2, 2], padding: [1, 1]).MoveToOuterDisposeScope();
    }

    /// <summary>Nearest neighbours, ×2.</summary>
    public static Tensor Upsample(Tensor x) => F.interpolate(x, scale_factor: [2, 2], mode: InterpolationMode.Nearest); // [N, C, H, W] → [N, C, 2H, 2W]

    // [N, out, H + 1, W + 1] without one outer row and column. A view is free, but its gradient would be spread over a map of zeros twice, once per dimension.
    private static Tensor Cropped(Tensor x, int a, int b) => is_grad_enabled()
        ? F.pad(x, [-b, b - 1, -a, a - 1])
        : x.narrow(2, a, x.shape[2] - 1).narrow(3, b, x.shape[3] - 1);
}
