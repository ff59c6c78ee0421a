using System.Numerics;
using GanAugment.Training.Networks;

namespace GanAugment.Training.Import;

/// <summary>The constructor arguments of a generator from the shapes of its weights.</summary>
internal static class GeneratorInference
{
    /// <summary>Infers the arguments; those of the discriminator are the published ones for the resolution.</summary>
    /// <param name="weights">The generator.</param>
    /// <param name="given">What the caller knows.</param>
    /// <param name="missing">Receives what neither shapes nor caller tell.</param>
    /// <exception cref="GeneratorException">The shapes are those of no generator that there is.</exception>
    public static BigGanSpec Infer(IWeightSource weights, ImportOptions given, MissingFlags missing)
    {
        var shapes = new WeightShapes(weights);
        bool deep = shapes.Has("blocks.0.conv4.weight"), spectral = shapes.Has("linear.u");
        double batchNormEpsilon = missing.Ask(given.BatchNormEpsilon, 1e-5, "which epsilon its batch norms used (BN_eps)",
            "BatchNormEpsilon, 1e-5 for networks that ajbrock's scripts trained or 1e-4 for weights converted from TF-Hub");
        double spectralNormEpsilon = spectral ? SpectralNormEpsilon(given, missing) : 1e-6;
        int[] widths = shapes.Widths(deep ? "conv4" : "conv2");
        int depth = deep ? Depth(widths, given, missing, weights.Origin) : 1;
        int stages = (widths.Length - 1) / depth;
        CheckResolution(given, stages, weights.Origin);
        int[] channels = [.. Enumerable.Range(0, stages + 1).Select(s => widths[s * depth])];
        var (first, firstSize) = shapes.Matrix("linear.weight");
        if (first != channels[0] * BigGanSpec.BottomSize * BigGanSpec.BottomSize)
            throw CheckpointError.Unusable(weights.Origin, $"The first layer makes {first} numbers, which are not {channels[0]} maps of 4×4.",
                "Only networks that begin with 4×4 (bottom_width 4) can be imported.");
        if (!shapes.Has("norm.mean") || !shapes.Has("blocks.0.norm1.mean"))
            throw CheckpointError.Unusable(weights.Origin, "The checkpoint has no batch statistics.",
                "Only networks with batch norm (norm_style bn) can be imported.");
        BigGanSpec spec = Conditioned(shapes, deep, stages, firstSize) with
        {
            ImageChannels = shapes.Sizes("convolution.weight", 4)[0],
            GeneratorChannels = channels,
            GeneratorDepth = deep ? depth : 2,
            GeneratorSpectralNorm = spectral,
            GeneratorAttention = Attention(shapes, widths.Length - 1, depth),
            BatchNormEpsilon = batchNormEpsilon,
            SpectralNormEpsilon = spectralNormEpsilon,
        };
        return DiscriminatorInference.Published(spec);
    }

    /// <summary>The epsilon of spectral norm, asked for where the caller did not give it.</summary>
    public static double SpectralNormEpsilon(ImportOptions given, MissingFlags missing) => missing.Ask(given.SpectralNormEpsilon, 1e-6,
        "which epsilon its spectral norm used (SN_eps)",
        "SpectralNormEpsilon, 1e-6 for ajbrock's ImageNet scripts, 1e-8 for his CIFAR script or 1e-4 for weights converted from TF-Hub");

    // Everything that the latent vector and the class go through.
    private static BigGanSpec Conditioned(WeightShapes shapes, bool deep, int stages, int firstSize)
    {
        const string Gain = "blocks.0.norm1.gain.weight";
        var spec = new BigGanSpec
        {
            Architecture = deep ? BigGanArchitecture.BigGanDeep : BigGanArchitecture.BigGan,
            ImageChannels = 3, Classes = 1, LatentSize = firstSize, GeneratorChannels = [1, 1], DiscriminatorChannels = [1], DiscriminatorDownsamplings = 0,
        };
        if (!shapes.Has("embedding.weight"))
        {
            // A table has a row per class, a linear map a row per channel.
            if (shapes.Has("blocks.0.norm1.gain.u") || deep)
                throw shapes.Unusable("The checkpoint has no class embedding ('shared.weight'), but its batch norms need one.", "Give a complete checkpoint.");
            return spec with { Classes = shapes.Matrix(Gain).Rows };
        }

        var (classes, shared) = shapes.Matrix("embedding.weight");
        int chunk = shapes.Matrix(Gain).Columns - shared, latent = deep ? firstSize - shared : chunk == 0 ? firstSize : chunk * (stages + 1);
        // In the deep family all of z joins the embedding, in front of every layer; in the plain one a chunk does, and the first layer sees another.
        bool fits = deep ? chunk == latent && latent > 0 : chunk == 0 || chunk == firstSize;
        return fits ? spec with { Classes = classes, SharedEmbedding = shared, Hierarchical = chunk > 0, LatentSize = latent }
            : throw shapes.Unusable(
                $"The first layer sees {firstSize} numbers and the batch norms {chunk} beside an embedding of {shared}, which no BigGAN does.",
                "Give a checkpoint with the published wiring.");
    }

    // The blocks alone do not say where a stage ends; widths that follow a published table do.
    private static int Depth(int[] widths, ImportOptions given, MissingFlags missing, string origin)
    {
        int blocks = widths.Length - 1;
        int[] published = [.. ChannelTable.Resolutions.Where(r => Follows(widths, ChannelTable.Of(r).Generator))];
        int resolution = published.Length == 1 ? given.Resolution ?? published[0]
            : missing.Ask(given.Resolution, 0, "at which size each of its blocks works (resolution)", "Resolution, the height of its images");
        if (resolution == 0) missing.ThrowIfAny(origin);
        int stages = BitOperations.Log2((uint)Math.Max(1, resolution / BigGanSpec.BottomSize));
        bool fits = stages > 0 && blocks % stages == 0
            && Enumerable.Range(0, blocks).All(k => k % (blocks / stages) == blocks / stages - 1 || widths[k] == widths[k + 1]);
        return fits ? blocks / stages
            : throw CheckpointError.Unusable(origin,
                $"A network for {resolution}×{resolution} cannot have {blocks} blocks of the widths {string.Join(", ", widths)}.",
                "Check the resolution.");
    }

    private static bool Follows(int[] widths, int[] table)
    {
        int blocks = widths.Length - 1, stages = table.Length - 1;
        if (blocks % stages != 0) return false;
        int depth = blocks / stages;
        return Enumerable.Range(0, blocks + 1).All(k => (long)widths[k] * table[0] == (long)table[k / depth] * widths[0]);
    }

    private static void CheckResolution(ImportOptions given, int stages, string origin)
    {
        if (stages > 10) throw CheckpointError.Unusable(origin, $"A generator of {stages} stages makes images larger than can be held.",
            "Give another checkpoint.");
        int resolution = BigGanSpec.BottomSize << stages;
        if (given.Resolution is { } wanted && wanted != resolution)
            throw new OptionException($"The network makes {resolution}×{resolution} images, not {wanted}×{wanted}.", $"The file is '{origin}'.",
                "Leave Resolution out, or give the right one.");
    }

    private static int? Attention(WeightShapes shapes, int blocks, int depth)
    {
        int[] places = [.. Enumerable.Range(0, blocks).Where(k => shapes.Has($"blocks.{k}.attention.gamma"))];
        if (places.Length == 0) return null;
        if (places.Length > 1 || places[0] % depth != depth - 1)
            throw shapes.Unusable($"The generator has attention behind its blocks {string.Join(", ", places)}.",
                "Only networks with attention at one resolution can be imported.");
        return BigGanSpec.BottomSize << (places[0] / depth + 1);
    }
}
