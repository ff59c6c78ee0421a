using GanAugment.Data;
using GanAugment.Training.Networks;
using static TorchSharp.torch;

namespace GanAugment.Training.Export;

/// <summary>Writes a trained generator as an ONNX graph: inputs z [N, Z] and y [N, K], output image [N, C, H, W] in [−1, 1]; and an input truncation [N] where
/// there are batch statistics of several truncations.</summary>
/// <remarks>
/// Training arithmetic is folded into weights: spectral norm is divided out, each conditional batch norm is one gain and one bias that come from a Gemm each,
/// and upsampling is joined with the convolution behind it. What remains depends on a row's own z and y alone.
/// </remarks>
internal sealed class GeneratorGraph
{
    private readonly OnnxGraph graph = new("generator");
    private readonly NetworkNodes nodes;
    private readonly BigGanGenerator network;
    private StatisticsTable? statistics;
    private long side = BigGanSpec.BottomSize; // S, of the map that comes next

    private GeneratorGraph(BigGanGenerator network)
    {
        this.network = network;
        nodes = new NetworkNodes(graph);
    }

    /// <summary>Builds the graph.</summary>
    /// <param name="network">In evaluation mode, with standing statistics.</param>
    /// <param name="image">The data's shape; the middle of the network's image is taken where that is smaller.</param>
    /// <param name="sets">Batch statistics of several truncations, or null for those of the network.</param>
    public static OnnxGraph Of(BigGanGenerator network, ImageShape image, TruncationStatistics? sets = null)
    {
        using var guard = no_grad();
        var writer = new GeneratorGraph(network);
        writer.Write(image, sets);
        return writer.graph;
    }

    private void Write(ImageShape image, TruncationStatistics? sets)
    {
        BigGanSpec spec = network.Spec;
        string z = graph.Input("z", spec.LatentSize); // [N, Z]
        string y = graph.Input("y", spec.Classes); // [N, K]
        if (sets is not null) statistics = new StatisticsTable(graph, graph.Input("truncation"), network, sets);
        // A mixture of classes has the same mixture of their vectors.
        string c = network.Embedding is { } table ? nodes.MatMul(y, table.EffectiveWeight()) : y; // [N, shared or K]
        string joint = spec.JoinsLatent ? graph.Node("Concat", [c, z], ("axis", 1L)) : c; // [N, shared + Z], or c
        string[] chunk = Chunks(z, spec); // [N, chunk] each

        string h = nodes.Linear(spec.JoinsLatent ? joint : chunk[0], network.Linear); // [N, C0 · 16]
        h = graph.Node("Reshape", [h, graph.Constant(-1, spec.GeneratorChannels[0], BigGanSpec.BottomSize, BigGanSpec.BottomSize)]); // [N, C0, 4, 4]
        for (int i = 0; i < network.Blocks.Count; i++)
        {
            string condition = spec.SplitsLatent ? graph.Node("Concat", [c, chunk[i + 1]], ("axis", 1L)) : joint; // [N, condition]
            h = network.Blocks[i] switch // [N, C, S, S]
            {
                GeneratorBlock block => Block(h, condition, block, FoldsOutputNorm && i + 1 == network.Blocks.Count ? network.Norm : null),
                DeepGeneratorBlock block => DeepBlock(h, condition, block),
                var other => throw new ArgumentException($"{other.GetName()} is no block of a generator."),
            };
        }

        h = graph.Node("Relu", [FoldsOutputNorm ? h : OutputNorm(h)]);
        h = nodes.Convolve(h, network.OutputConvolution); // [N, C, S, S]
        graph.Last("Tanh", [Middle(h, spec.Resolution, image)], "image");
        graph.Output("image", image.Channels, image.Height, image.Width);
    }

    private string[] Chunks(string z, BigGanSpec spec)
    {
        if (!spec.SplitsLatent) return [z];
        long[] lengths = [.. Enumerable.Repeat((long)spec.Chunk, spec.GeneratorChannels.Count)];
        return graph.Nodes("Split", [z, graph.Constant(lengths)], lengths.Length, ("axis", 1L));
    }

    // The norm before the output belongs to the two convolutions whose sum it takes, where nothing comes between and its statistics are constants:
    // two passes less over the largest map, which then stays in the layout of convolutions.
    private bool FoldsOutputNorm => statistics is null && network.Blocks[^1] is GeneratorBlock { Attention: null };

    // With a norm its scale and shift become the last convolutions' own.
    private string Block(string x, string condition, GeneratorBlock block, OutputBatchNorm? norm) // [N, in, S, S] → [N, out, 2S, 2S]
    {
        string h = graph.Node("Relu", [ConditionalNorm(x, condition, block.Norm1)]);
        h = ConvolveUpsampled(h, block.Conv1); // [N, out, 2S, 2S]
        h = graph.Node("Relu", [ConditionalNorm(h, condition, block.Norm2)]);
        using var scope = NewDisposeScope();
        var (scale, shift) = norm is null ? (null, null) : Constants(norm); // [out]
        h = nodes.Convolve(h, block.Conv2, scale, shift); // [N, out, 2S, 2S]
        string shortcut = Upsample(nodes.Convolve(x, block.Shortcut, scale)); // [N, out, 2S, 2S]
        h = graph.Node("Add", [h, shortcut]);
        return block.Attention is { } attention ? nodes.Attend(h, attention) : h;
    }

    private string DeepBlock(string x, string condition, DeepGeneratorBlock block) // [N, in, S, S] → [N, out, S or 2S, S or 2S]
    {
        string h = x;
        for (int i = 0; i < block.Convolutions.Count; i++)
        {
            h = graph.Node("Relu", [ConditionalNorm(h, condition, block.Norms[i])]);
            h = i == 1 && block.Doubles ? ConvolveUpsampled(h, block.Convolutions[i]) : nodes.Convolve(h, block.Convolutions[i]);
        }

        string shortcut = x;
        if (block.Outputs < block.Inputs) shortcut = graph.Node("Slice", [x, graph.Constant(0L), graph.Constant((long)block.Outputs), graph.Constant(1L)]);
        if (block.Doubles) shortcut = Upsample(shortcut); // [N, out, 2S, 2S]
        h = graph.Node("Add", [h, shortcut]);
        return block.Attention is { } attention ? nodes.Attend(h, attention) : h;
    }

    // Four 2×2 convolutions, one for each output over a place of x, whose channels then take their places: 4 instead of 9 products per output. One transposed
    // convolution has as few, but ONNX Runtime does it by matrix products and is slower than the plain form in narrow networks.
    private string ConvolveUpsampled(string x, Convolution convolution) // [N, in, S, S] → [N, out, 2S, 2S]
    {
        using var scope = NewDisposeScope();
        string bias = Constant(convolution.Bias!);
        string[] phases = [.. JoinedKernel.AfterUpsampling(convolution.EffectiveWeight()).Select((kernel, i) =>
            graph.Node("Conv", [x, Constant(kernel), bias], ("pads", new long[] { 1 - i / 2, 1 - i % 2, i / 2, i % 2 })))]; // [N, out, S, S] each
        return Interleave(graph.Node("Concat", phases, ("axis", 1L)), convolution.EffectiveWeight().shape[0]);
    }

    // What DepthToSpace does, in two moves of one axis each, which ONNX Runtime does several times faster: first columns, then rows find their places.
    private string Interleave(string phases, long outputs) // [N, 2 · 2 · out, S, S], phases of rows, then of columns → [N, out, 2S, 2S]
    {
        string columns = graph.Node("Reshape", [phases, graph.Constant(0, 2, 2, outputs * side * side)]); // [N, 2, 2, out · S · S]
        columns = graph.Node("Transpose", [columns], ("perm", new long[] { 0, 1, 3, 2 })); // [N, 2, out · S · S, 2]
        string rows = graph.Node("Reshape", [columns, graph.Constant(0, 2, outputs * side, 2 * side)]); // [N, 2, out · S, 2S]
        rows = graph.Node("Transpose", [rows], ("perm", new long[] { 0, 2, 1, 3 })); // [N, out · S, 2, 2S]
        side *= 2;
        return graph.Node("Reshape", [rows, graph.Constant(0, outputs, side, side)]); // [N, out, 2S, 2S]
    }

    private string Upsample(string x) => graph.Node("Resize", [x, "", graph.Constant([1, 1, 2, 2], 4)],
        ("mode", "nearest"), ("coordinate_transformation_mode", "asymmetric"), ("nearest_mode", "floor"));

    // (x − mean) / √(variance + ε) · (1 + gain(c)) + bias(c) = x · scale(c) + shift(c), both linear in c.
    private string ConditionalNorm(string x, string condition, ConditionalBatchNorm norm)
    {
        using var scope = NewDisposeScope();
        Tensor gain = Matrix(norm.Gain), bias = Matrix(norm.Bias); // [condition, C]
        if (statistics is not null)
        {
            string gains = graph.Node("Gemm", [condition, Constant(gain), Constant(ones(gain.shape[1]))]); // [N, C]
            return Scaled(x, norm, norm.Epsilon, gains, graph.Node("MatMul", [condition, Constant(bias)]));
        }

        Tensor inverse = (norm.Variance + norm.Epsilon).rsqrt(); // [C]
        Tensor center = norm.Mean * inverse; // [C]
        string scale = graph.Node("Gemm", [condition, Constant(gain * inverse), Constant(inverse)]); // [N, C]
        string shift = graph.Node("Gemm", [condition, Constant(bias - gain * center), Constant(-center)]); // [N, C]
        return graph.Node("Add", [graph.Node("Mul", [x, OverPixels(scale)]), OverPixels(shift)]);
    }

    // (x − mean) / √(variance + ε) · gain + bias with mean and variance of each row's truncation; gain and bias are [N, C] or [C].
    private string Scaled(string x, IBatchStatistics norm, double epsilon, string gain, string bias)
    {
        var (mean, variance) = statistics![norm]; // [N, C]
        string deviation = graph.Node("Sqrt", [graph.Node("Add", [variance, graph.Constant([(float)epsilon], [])])]);
        string scale = graph.Node("Div", [gain, deviation]); // [N, C]
        string shift = graph.Node("Sub", [bias, graph.Node("Mul", [mean, scale])]); // [N, C]
        return graph.Node("Add", [graph.Node("Mul", [x, OverPixels(scale)]), OverPixels(shift)]);
    }

    private string OutputNorm(string x) // [N, C, S, S]
    {
        using var scope = NewDisposeScope();
        OutputBatchNorm norm = network.Norm;
        if (statistics is not null) return Scaled(x, norm, norm.Epsilon, Constant(norm.Gain), Constant(norm.Bias));
        var (scale, shift) = Constants(norm);
        return graph.Node("Add", [graph.Node("Mul", [x, Constant(scale.view(-1, 1, 1))]), Constant(shift.view(-1, 1, 1))]);
    }

    private static (Tensor Scale, Tensor Shift) Constants(OutputBatchNorm norm) // [C] each
    {
        Tensor scale = norm.Gain * (norm.Variance + norm.Epsilon).rsqrt();
        return (scale, norm.Bias - norm.Mean * scale);
    }

    private string Middle(string x, int resolution, ImageShape image)
    {
        if ((image.Height, image.Width) == (resolution, resolution)) return x;
        int top = Batches.Margin(image.Height, resolution), left = Batches.Margin(image.Width, resolution);
        string from = graph.Constant(top, left), to = graph.Constant(top + image.Height, left + image.Width), axes = graph.Constant(2, 3);
        return graph.Node("Slice", [x, from, to, axes]); // [N, C, H, W]
    }

    private string OverPixels(string vector) => graph.Node("Unsqueeze", [vector, graph.Constant(2, 3)]); // [N, C] → [N, C, 1, 1]

    private string Constant(Tensor tensor) => nodes.Constant(tensor);

    // The linear map of a condition as [condition, C], whether it is a layer or a table per class.
    private static Tensor Matrix(nn.Module<Tensor, Tensor> map) => map switch
    {
        LinearLayer layer => layer.EffectiveWeight().t(),
        ClassEmbedding table => table.EffectiveWeight(),
        _ => throw new ArgumentException($"{map.GetName()} is no linear map.", nameof(map)),
    };
}
