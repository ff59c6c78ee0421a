using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GanAugment.Training.Networks;

/// <summary>The class-conditional generator of BigGAN (Brock et al. 2019, appendix B): (z, y) → image.</summary>
/// <remarks>y holds one-hot rows or convex mixtures, which interpolate classes. Use <c>train()</c> only with batches that mix classes;
/// for sampling, <c>eval()</c> with standing statistics makes an image depend on its own z and y alone.</remarks>
public sealed class BigGanGenerator : nn.Module<Tensor, Tensor, Tensor>, IReferenceOrder
{
    private readonly ClassEmbedding? embedding;
    private readonly LinearLayer linear;
    private readonly ModuleList<nn.Module<Tensor, Tensor, Tensor>> blocks;
    private readonly OutputBatchNorm norm;
    private readonly Convolution convolution;
    private bool referenceOrder;

    /// <summary>Creates the network with all weights zero; training or a snapshot fills them.</summary>
    /// <param name="spec">The constructor arguments.</param>
    /// <exception cref="OptionException">The arguments make no network.</exception>
    public BigGanGenerator(BigGanSpec spec) : base(nameof(BigGanGenerator))
    {
        Spec = spec.Validated();
        double? spectralEpsilon = spec.GeneratorSpectralNorm ? spec.SpectralNormEpsilon : null;
        if (spec.SharedEmbedding is int size) embedding = new ClassEmbedding(spec.Classes, size, null);
        linear = new LinearLayer(spec.FirstSize, spec.GeneratorChannels[0] * BigGanSpec.BottomSize * BigGanSpec.BottomSize, spectralEpsilon);
        int stages = spec.GeneratorChannels.Count - 1;
        blocks = spec.Architecture == BigGanArchitecture.BigGanDeep
            ? new([.. Enumerable.Range(0, stages * spec.GeneratorDepth).Select(i => new DeepGeneratorBlock(spec, i))])
            : new([.. Enumerable.Range(0, stages).Select(i => new GeneratorBlock(spec, i))]);
        norm = new OutputBatchNorm(spec.GeneratorChannels[^1], spec.OutputNormEpsilon);
        convolution = new Convolution(spec.GeneratorChannels[^1], spec.ImageChannels, 3, spectralEpsilon);
        RegisterComponents();
    }

    /// <summary>The constructor arguments.</summary>
    public BigGanSpec Spec { get; }

    bool IReferenceOrder.ReferenceOrder { get => referenceOrder; set => referenceOrder = value; }

    /// <summary>y → class embedding [N, shared], or null where y itself conditions.</summary>
    internal ClassEmbedding? Embedding => embedding;

    /// <summary>First chunk of z, all of it, or embedding and z → [N, C0 · 4 · 4].</summary>
    internal LinearLayer Linear => linear;

    /// <summary><see cref="GeneratorBlock"/>s, one per stage, or <see cref="DeepGeneratorBlock"/>s, several per stage.</summary>
    internal IReadOnlyList<nn.Module<Tensor, Tensor, Tensor>> Blocks => [.. Enumerable.Range(0, blocks.Count).Select(i => blocks[i])];

    /// <summary>Before the output convolution.</summary>
    internal OutputBatchNorm Norm => norm;

    /// <summary>Features → image, before tanh.</summary>
    internal Convolution OutputConvolution => convolution;

    /// <summary>Generates a batch.</summary>
    /// <param name="z">Latents [N, Z].</param>
    /// <param name="y">Class mixtures [N, K].</param>
    /// <returns>Images [N, C, H, W] in [−1, 1].</returns>
    public override Tensor forward(Tensor z, Tensor y)
    {
        using var scope = NewDisposeScope();
        Tensor c = embedding?.call(y) ?? y; // [N, shared or K]
        Tensor joint = Spec.JoinsLatent ? cat([c, z], 1) : c; // [N, shared + Z], or c
        Tensor first = Spec.JoinsLatent ? joint : z.narrow(1, 0, Spec.Chunk); // [N, first]
        Tensor h = linear.call(first); // [N, C0 · 16]
        h = h.view(-1, Spec.GeneratorChannels[0], BigGanSpec.BottomSize, BigGanSpec.BottomSize); // [N, C0, 4, 4]
        if (!referenceOrder) h = ChannelsLast.Of(h);
        for (int i = 0; i < blocks.Count; i++)
        {
            Tensor condition = Spec.SplitsLatent ? cat([c, z.narrow(1, (i + 1) * Spec.Chunk, Spec.Chunk)], 1) : joint; // [N, condition]
            h = blocks[i].call(h, condition); // [N, C(i+1), 8 · 2^i, 8 · 2^i]
        }

        h = norm.call(h).relu_(); // [N, Cn, H, W]
        return convolution.call(h).tanh_().contiguous().MoveToOuterDisposeScope(); // [N, C, H, W]
    }
}
