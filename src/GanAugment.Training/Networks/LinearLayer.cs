using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace GanAugment.Training.Networks;

/// <summary>A linear map, with spectral norm or without.</summary>
internal sealed class LinearLayer : nn.Module<Tensor, Tensor>, IHeldWeight
{
    private Parameter weight;
    private Parameter? bias;
    private Tensor? u;

    /// <summary>Creates the layer with all weights zero; <see cref="Initialization"/> fills them.</summary>
    /// <param name="inputs">Length of the input.</param>
    /// <param name="outputs">Length of the output.</param>
    /// <param name="spectralEpsilon">The epsilon of spectral norm, or null without it.</param>
    /// <param name="hasBias">Whether a bias is added.</param>
    public LinearLayer(long inputs, long outputs, double? spectralEpsilon, bool hasBias = true) : base(nameof(LinearLayer))
    {
        if (spectralEpsilon is double epsilon) Normalized = new NormalizedWeight(epsilon);
        weight = new Parameter(zeros(outputs, inputs));
        if (hasBias) bias = new Parameter(zeros(outputs));
        if (spectralEpsilon is not null) u = zeros(1, outputs);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public NormalizedWeight? Normalized { get; }

    /// <summary>The bias [out], or null.</summary>
    public Tensor? Bias => bias;

    /// <summary>The weight as it is used: [out, in].</summary>
    public Tensor EffectiveWeight() => u is null ? weight.alias() : Normalized!.Of(weight, u, training);

    /// <inheritdoc/>
    public override Tensor forward(Tensor x) // [N, in] → [N, out]
    {
        using var scope = NewDisposeScope();
        return F.linear(x, EffectiveWeight(), bias).MoveToOuterDisposeScope();
    }
}
