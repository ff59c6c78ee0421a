using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace GanAugment.Training.Networks;

/// <summary>The projection discriminator of BigGAN: (image, y) → how real, for that class (Miyato and Koyama 2018).</summary>
public sealed class BigGanDiscriminator : nn.Module<Tensor, Tensor, Tensor>, IReferenceOrder
{
    private readonly Convolution? stem;
    private readonly ModuleList<nn.Module<Tensor, Tensor>> blocks;
    private readonly LinearLayer linear;
    private readonly ClassEmbedding embedding;
    private bool referenceOrder;

    /// <summary>Creates the network with all weights zero; training or a snapshot fills them.</summary>
    /// <param name="spec">The constructor arguments.</param>
    /// <exception cref="OptionException">The arguments make no network.</exception>
    public BigGanDiscriminator(BigGanSpec spec) : base(nameof(BigGanDiscriminator))
    {
        Spec = spec.Validated();
        double? spectralEpsilon = spec.DiscriminatorSpectralNorm ? spec.SpectralNormEpsilon : null;
        if (spec.Architecture == BigGanArchitecture.BigGanDeep)
        {
            stem = new Convolution(spec.ImageChannels, spec.DiscriminatorChannels[0], 3, spectralEpsilon);
            blocks = new([.. Enumerable.Range(0, spec.DiscriminatorStages * spec.DiscriminatorDepth).Select(i => new DeepDiscriminatorBlock(spec, i))]);
        }
        else
        {
            blocks = new([.. Enumerable.Range(0, spec.DiscriminatorStages).Select(i => new DiscriminatorBlock(spec, i))]);
        }

        linear = new LinearLayer(spec.DiscriminatorChannels[^1], 1, spectralEpsilon);
        embedding = new ClassEmbedding(spec.Classes, spec.DiscriminatorChannels[^1], spectralEpsilon);
        RegisterComponents();
    }

    /// <summary>The constructor arguments.</summary>
    public BigGanSpec Spec { get; }

    /// <summary>The convolution in front of the blocks, of the deep family alone: [N, C, H, W] → [N, C0, H, W].</summary>
    internal Convolution? Stem => stem;

    /// <summary>The residual blocks in order.</summary>
    internal IReadOnlyList<nn.Module<Tensor, Tensor>> Blocks => [.. Enumerable.Range(0, blocks.Count).Select(i => blocks[i])];

    /// <summary>What is real of an image of any class: [N, Cn] → [N, 1].</summary>
    internal LinearLayer Linear => linear;

    /// <summary>What each class looks for: [K, Cn].</summary>
    internal ClassEmbedding Embedding => embedding;

    bool IReferenceOrder.ReferenceOrder { get => referenceOrder; set => referenceOrder = value; }

    /// <summary>Judges a batch.</summary>
    /// <param name="x">Images [N, C, H, W] in [−1, 1].</param>
    /// <param name="y">Class mixtures [N, K].</param>
    /// <returns>Logits [N, 1]; the hinge asks for ≥ 1 on real and ≤ −1 on generated images.</returns>
    public override Tensor forward(Tensor x, Tensor y)
    {
        using var scope = NewDisposeScope();
        if (!referenceOrder) x = ChannelsLast.Of(x);
        Tensor h = stem?.call(x) ?? x; // [N, C0 or C, H, W]
        for (int i = 0; i < blocks.Count; i++) h = blocks[i].call(h); // [N, Ci, h, w]
        h = F.relu(h).sum([2, 3]); // [N, Cn]
        return (linear.call(h) + (embedding.call(y) * h).sum(1, true)).MoveToOuterDisposeScope(); // [N, 1]
    }
}
