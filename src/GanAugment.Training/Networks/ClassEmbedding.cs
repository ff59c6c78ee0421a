using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GanAugment.Training.Networks;

/// <summary>A vector per class; a mixture of classes gives the same mixture of their vectors.</summary>
internal sealed class ClassEmbedding : nn.Module<Tensor, Tensor>, IHeldWeight
{
    private Parameter weight;
    private Tensor? u;

    /// <summary>Creates the table with all entries zero; <see cref="Initialization"/> fills them.</summary>
    /// <param name="classes">K.</param>
    /// <param name="size">The length of each vector.</param>
    /// <param name="spectralEpsilon">The epsilon of spectral norm, or null without it. A normalised embedding can cripple a generator; only the
    /// discriminator's is.</param>
    public ClassEmbedding(long classes, long size, double? spectralEpsilon) : base(nameof(ClassEmbedding))
    {
        if (spectralEpsilon is double epsilon) Normalized = new NormalizedWeight(epsilon);
        weight = new Parameter(zeros(classes, size));
        if (spectralEpsilon is not null) u = zeros(1, classes);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public NormalizedWeight? Normalized { get; }

    /// <summary>The table as it is used: [K, size].</summary>
    public Tensor EffectiveWeight() => u is null ? weight.alias() : Normalized!.Of(weight, u, training);

    /// <inheritdoc/>
    public override Tensor forward(Tensor y) // [N, K] → [N, size]
    {
        using var scope = NewDisposeScope();
        return y.matmul(EffectiveWeight()).MoveToOuterDisposeScope();
    }
}
