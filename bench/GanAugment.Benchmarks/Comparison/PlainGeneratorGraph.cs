using System.Runtime.InteropServices;
using GanAugment.Training.Export;
using GanAugment.Training.Networks;
using static TorchSharp.torch;

namespace GanAugment.Benchmarks.Comparison;

/// <summary>The graph that an exporter writes which follows the network operator by operator: batch norms as operators, each with a gain and a bias behind it,
/// upsampling before every convolution of a block. What our export is measured against.</summary>
internal sealed class PlainGeneratorGraph
{
    private readonly OnnxGraph graph = new("plain generator");

    /// <summary>Writes a generator with hierarchical latents, a shared embedding and no attention.</summary>
    public static OnnxGraph Of(BigGanGenerator network)
    {
        using var guard = no_grad();
        var writer = new PlainGeneratorGraph();
        writer.Write(network);
        return writer.graph;
    }

    private void Write(BigGanGenerator network)
    {
        BigGanSpec spec = network.Spec;
        string z = graph.Input("z", spec.LatentSize), y = graph.Input("y", spec.Classes); // [N, Z], [N, K]
        string c = graph.Node("MatMul", [y, Constant(network.Embedding!.EffectiveWeight())]); // [N, shared]
        long[] lengths = [.. Enumerable.Repeat((long)spec.Chunk, spec.GeneratorChannels.Count)];
        string[] chunk = graph.Nodes("Split", [z, graph.Constant(lengths)], lengths.Length, ("axis", 1L)); // [N, chunk] each
        string h = Linear(chunk[0], network.Linear); // [N, C0 · 16]
        h = graph.Node("Reshape", [h, graph.Constant(-1, spec.GeneratorChannels[0], BigGanSpec.BottomSize, BigGanSpec.BottomSize)]); // [N, C0, 4, 4]
        foreach (var (block, i) in network.Blocks.Cast<GeneratorBlock>().Select((block, i) => (block, i)))
        {
            string condition = graph.Node("Concat", [c, chunk[i + 1]], ("axis", 1L)); // [N, condition]
            string past = Convolve(Upsample(h), block.Shortcut); // [N, out, 2S, 2S]
            h = graph.Node("Relu", [Norm(h, condition, block.Norm1)]);
            h = Convolve(Upsample(h), block.Conv1);
            h = graph.Node("Relu", [Norm(h, condition, block.Norm2)]);
            h = graph.Node("Add", [Convolve(h, block.Conv2), past]);
        }

        OutputBatchNorm last = network.Norm;
        h = graph.Node("Relu", [graph.Node("BatchNormalization", [h, Constant(last.Gain), Constant(last.Bias), Constant(last.Mean), Constant(last.Variance)],
            ("epsilon", (float)last.Epsilon))]);
        graph.Last("Tanh", [Convolve(h, network.OutputConvolution)], "image");
        graph.Output("image", spec.ImageChannels, spec.Resolution, spec.Resolution);
    }

    private string Norm(string x, string condition, ConditionalBatchNorm norm)
    {
        using var scope = NewDisposeScope();
        string normal = graph.Node("BatchNormalization",
            [x, Constant(ones_like(norm.Mean)), Constant(zeros_like(norm.Mean)), Constant(norm.Mean), Constant(norm.Variance)],
            ("epsilon", (float)norm.Epsilon));
        string gain = graph.Node("Add", [Linear(condition, (LinearLayer)norm.Gain), graph.Constant([1f], 1)]); // [N, C]
        string bias = Linear(condition, (LinearLayer)norm.Bias); // [N, C]
        return graph.Node("Add", [graph.Node("Mul", [normal, OverPixels(gain)]), OverPixels(bias)]);
    }

    private string Upsample(string x) => graph.Node("Resize", [x, "", graph.Constant([1, 1, 2, 2], 4)],
        ("mode", "nearest"), ("coordinate_transformation_mode", "asymmetric"), ("nearest_mode", "floor"));

    private string Convolve(string x, Convolution convolution)
    {
        using Tensor weight = convolution.EffectiveWeight(); // [out, in, k, k]
        long padding = weight.shape[2] / 2;
        return graph.Node("Conv", [x, Constant(weight), Constant(convolution.Bias!)], ("pads", new[] { padding, padding, padding, padding }));
    }

    private string Linear(string x, LinearLayer layer)
    {
        using Tensor weight = layer.EffectiveWeight(); // [out, in]
        string[] inputs = layer.Bias is { } bias ? [x, Constant(weight), Constant(bias)] : [x, Constant(weight)];
        return graph.Node("Gemm", inputs, ("transB", 1L));
    }

    private string OverPixels(string vector) => graph.Node("Unsqueeze", [vector, graph.Constant(2, 3)]); // [N, C] → [N, C, 1, 1]

    private string Constant(Tensor tensor)
    {
        using Tensor dense = tensor.detach().contiguous();
        return graph.Constant(MemoryMarshal.Cast<byte, float>(dense.bytes).ToArray(), tensor.shape);
    }
}
