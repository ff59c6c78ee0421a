using GanAugment.Data;
using GanAugment.Training.Networks;
using static TorchSharp.torch;

namespace GanAugment.Training.Export;

/// <summary>Writes a trained discriminator as an ONNX graph: inputs image [N, C, H, W] in [−1, 1] and y [N, K], output logit [N, 1].</summary>
/// <remarks>Spectral norm is divided out, pooling is joined with the convolution before it, and images smaller than the network's are padded with black as in
/// training.</remarks>
internal sealed class DiscriminatorGraph
{
    private readonly OnnxGraph graph = new("discriminator");
    private readonly NetworkNodes nodes;
    private readonly BigGanDiscriminator network;

    private DiscriminatorGraph(BigGanDiscriminator network)
    {
        this.network = network;
        nodes = new NetworkNodes(graph);
    }

    /// <summary>Builds the graph.</summary>
    /// <param name="network">In evaluation mode.</param>
    /// <param name="image">The data's shape; it lies in the middle of the network's image where that is larger.</param>
    /// <param name="told">How much of the class the network was told when it was trained, 0 … 1.</param>
    public static OnnxGraph Of(BigGanDiscriminator network, ImageShape image, double told = 1)
    {
        using var guard = no_grad();
        var writer = new DiscriminatorGraph(network);
        writer.Write(image, told);
        return writer.graph;
    }

    private void Write(ImageShape image, double told)
    {
        string x = graph.Input("image", image.Channels, image.Height, image.Width); // [N, C, H, W]
        string y = graph.Input("y", network.Spec.Classes); // [N, K]
        string h = Padded(x, network.Spec.Resolution, image); // [N, C, S, S]
        if (network.Stem is { } stem) h = nodes.Convolve(h, stem);
        foreach (nn.Module<Tensor, Tensor> each in network.Blocks)
        {
            h = each switch // [N, Ci, Si, Si]
            {
                DiscriminatorBlock block => Block(h, block),
                DeepDiscriminatorBlock block => DeepBlock(h, block),
                var other => throw new ArgumentException($"{other.GetName()} is no block of a discriminator."),
            };
        }

        h = graph.Node("ReduceSum", [graph.Node("Relu", [h]), graph.Constant(2, 3)], ("keepdims", 0L)); // [N, Cn]
        using Tensor table = network.Embedding.EffectiveWeight();
        string c = nodes.MatMul(y, table * told); // [N, Cn]
        string projection = graph.Node("ReduceSum", [graph.Node("Mul", [c, h]), graph.Constant(1L)], ("keepdims", 1L)); // [N, 1]
        graph.Last("Add", [nodes.Linear(h, network.Linear), projection], "logit");
        graph.Output("logit", 1);
    }

    private string Block(string x, DiscriminatorBlock block) // [N, in, S, S] → [N, out, S or S/2, S or S/2]
    {
        string h = nodes.Convolve(block.IsFirst ? x : graph.Node("Relu", [x]), block.Conv1); // [N, hidden, S, S]
        h = graph.Node("Relu", [h]);
        h = block.Halves ? nodes.ConvolvePooled(h, block.Conv2) : nodes.Convolve(h, block.Conv2);
        string shortcut = block.Halves ? AveragePool(x) : x;
        if (block.Shortcut is { } convolution) shortcut = nodes.Convolve(shortcut, convolution); // [N, out, S/2, S/2]
        h = graph.Node("Add", [h, shortcut]);
        return block.Attention is { } attention ? nodes.Attend(h, attention) : h;
    }

    private string DeepBlock(string x, DeepDiscriminatorBlock block) // [N, in, S, S] → [N, out, S or S/2, S or S/2]
    {
        string h = graph.Node("Relu", [x]);
        foreach (Convolution convolution in block.Bottleneck) h = graph.Node("Relu", [nodes.Convolve(h, convolution)]); // [N, hidden, S, S]
        if (block.Halves) (h, x) = (AveragePool(h), AveragePool(x)); // [N, ·, S/2, S/2]
        h = nodes.Convolve(h, block.Last); // [N, out, S/2, S/2]
        string shortcut = block.Shortcut is { } missing ? graph.Node("Concat", [x, nodes.Convolve(x, missing)], ("axis", 1L)) : x;
        h = graph.Node("Add", [h, shortcut]);
        return block.Attention is { } attention ? nodes.Attend(h, attention) : h;
    }

    private string AveragePool(string x) => graph.Node("AveragePool", [x], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }));

    // Black where an image is smaller than the network's.
    private string Padded(string x, int resolution, ImageShape image)
    {
        if ((image.Height, image.Width) == (resolution, resolution)) return x;
        int top = Batches.Margin(image.Height, resolution), left = Batches.Margin(image.Width, resolution);
        string pads = graph.Constant(0, 0, top, left, 0, 0, resolution - image.Height - top, resolution - image.Width - left);
        return graph.Node("Pad", [x, pads, graph.Constant([-1f], [])], ("mode", "constant")); // [N, C, S, S]
    }
}
