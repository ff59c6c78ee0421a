using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GanAugment.Training.Networks;

/// <summary>A vector per class; a mixture of classes gives the same mixture of their vectors.</summary>
internal sealed class ClassEmbedding : nn.Module<Tensor, Tensor>
{
    private readonly double? epsilon;
    private Parameter weight;
    private Tensor? u;

    /// <summary>Creates the table with all entries zero; <see cref="Initialization"/> fills them.</summary>
    /// <param name="classes">K.</param>
    /// <param name="size">The length of each vector.</param>
    /// <param name="spectralEpsilon">The epsilon of spectral norm, or null without it. A normalised embedding can cripple a generator; only the
    /// discriminator's is.</param>
    public ClassEmbedding(long classes, long size, double? spectralEpsilon) : base(nameof(ClassEmbedding))
    {
        epsilon = spectralEpsilon;
        weight = new Parameter(zeros(classes, size));
        if (epsilon is not null) u = zeros(1, classes);
        RegisterComponents();
    }

    /// <summary>The table as it is used: [K, size].</summary>
    public Tensor EffectiveWeight() => u is null ? weight.alias() : SpectralNorm.Normalize(weight, u, epsilon!.Value, training);

    /// <inheritdoc/>
    public override Tensor forward(Tensor y) // [N, K] → [N, size]
    {
        using var scope = NewDisposeScope();
        return y.matmul(EffectiveWeight()).MoveToOuterDisposeScope();
    }
}
