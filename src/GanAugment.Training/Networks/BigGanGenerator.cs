using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace GanAugment.Training.Networks;

/// <summary>The class-conditional generator of BigGAN (Brock et al. 2019, appendix B): (z, y) → image.</summary>
/// <remarks>y holds one-hot rows or convex mixtures, which interpolate classes. Use <c>train()</c> only with batches that mix classes;
/// for sampling, <c>eval()</c> with standing statistics makes an image depend on its own z and y alone.</remarks>
public sealed class BigGanGenerator : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly ClassEmbedding? embedding;
    private readonly LinearLayer linear;
    private readonly ModuleList<GeneratorBlock> blocks;
    private readonly OutputBatchNorm norm;
    private readonly Convolution convolution;

    /// <summary>Creates the network with all weights zero; training or a snapshot fills them.</summary>
    /// <param name="spec">The constructor arguments.</param>
    /// <exception cref="OptionException">The arguments make no network.</exception>
    public BigGanGenerator(BigGanSpec spec) : base(nameof(BigGanGenerator))
    {
        Spec = spec.Validated();
        double? spectralEpsilon = spec.GeneratorSpectralNorm ? spec.SpectralNormEpsilon : null;
        if (spec.SharedEmbedding is int size) embedding = new ClassEmbedding(spec.Classes, size, null);
        linear = new LinearLayer(spec.FirstChunk, spec.GeneratorChannels[0] * BigGanSpec.BottomSize * BigGanSpec.BottomSize, spectralEpsilon);
        blocks = new ModuleList<GeneratorBlock>([.. Enumerable.Range(0, spec.GeneratorChannels.Count - 1).Select(i => new GeneratorBlock(spec, i))]);
        norm = new OutputBatchNorm(spec.GeneratorChannels[^1]);
        convolution = new Convolution(spec.GeneratorChannels[^1], spec.ImageChannels, 3, spectralEpsilon);
        RegisterComponents();
    }

    /// <summary>The constructor arguments.</summary>
    public BigGanSpec Spec { get; }

    /// <summary>y → class embedding [N, shared], or null where y itself conditions.</summary>
    internal ClassEmbedding? Embedding => embedding;

    /// <summary>First chunk of z → [N, C0 · 4 · 4].</summary>
    internal LinearLayer Linear => linear;

    /// <summary>One per doubling.</summary>
    internal IReadOnlyList<GeneratorBlock> Blocks => [.. Enumerable.Range(0, blocks.Count).Select(i => blocks[i])];

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
        int chunk = Spec.FirstChunk;
        Tensor c = embedding?.call(y) ?? y; // [N, shared or K]
        Tensor h = linear.call(z.narrow(1, 0, chunk)); // [N, C0 · 16]
        h = h.view(-1, Spec.GeneratorChannels[0], BigGanSpec.BottomSize, BigGanSpec.BottomSize); // [N, C0, 4, 4]
        for (int i = 0; i < blocks.Count; i++)
        {
            Tensor condition = Spec.Hierarchical ? cat([c, z.narrow(1, (i + 1) * chunk, chunk)], 1) : c; // [N, condition]
            h = blocks[i].call(h, condition); // [N, C(i+1), 8 · 2^i, 8 · 2^i]
        }

        h = F.relu(norm.call(h)); // [N, Cn, H, W]
        return convolution.call(h).tanh().MoveToOuterDisposeScope(); // [N, C, H, W]
    }
}
