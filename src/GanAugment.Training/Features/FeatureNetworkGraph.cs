using System.Runtime.InteropServices;
using GanAugment.Data;
using GanAugment.Training.Export;
using GanAugment.Training.Networks;
using static TorchSharp.torch;

namespace GanAugment.Training.Features;

/// <summary>Writes a feature network as an ONNX graph: input image [N, C, H, W] in [−1, 1]; outputs features [N, F], logits [N, K] and probabilities
/// [N, K].</summary>
internal static class FeatureNetworkGraph
{
    private const string Features = "features", Logits = "logits", Probabilities = "probabilities";

    public static OnnxGraph Of(FeatureNetwork network, ImageShape shape, int featureLength, int classes)
    {
        using var guard = no_grad();
        var graph = new OnnxGraph("classifier");
        string h = graph.Input("image", shape.Channels, shape.Height, shape.Width); // [N, C, H, W]
        if (network.Top + network.Bottom + network.Left + network.Right > 0)
            h = graph.Node("Pad", [h, graph.Constant(0L, 0, network.Top, network.Left, 0, 0, network.Bottom, network.Right), graph.Constant([-1f], [])]);
        if (network.Averaged > 1)
        {
            long[] square = [network.Averaged, network.Averaged];
            h = graph.Node("AveragePool", [h], ("kernel_shape", square), ("strides", square)); // [N, C, S, S]
        }

        foreach (Convolution convolution in (Convolution[])[network.Convolution1, network.Convolution2, network.Convolution3])
        {
            using Tensor kernel = JoinedKernel.BeforePooling(convolution.EffectiveWeight()); // [out, in, 4, 4]
            h = graph.Node("Relu", [graph.Node("Conv", [h, Constant(graph, kernel), Constant(graph, convolution.Bias!)],
                ("strides", new long[] { 2, 2 }), ("pads", new long[] { 1, 1, 1, 1 }))]);
        }

        h = graph.Node("Flatten", [h], ("axis", 1L)); // [N, 4w · S/8 · S/8]
        h = graph.Node("LeakyRelu", [Linear(graph, h, network.Hidden)], ("alpha", FeatureNetwork.Slope)); // [N, F]
        graph.Last("Identity", [h], Features);
        graph.Output(Features, featureLength);
        graph.Last("Identity", [Linear(graph, Features, network.Output)], Logits);
        graph.Output(Logits, classes);
        // Opset 13 and later take the softmax over the last axis.
        graph.Last("Softmax", [Logits], Probabilities);
        graph.Output(Probabilities, classes);
        return graph;
    }

    private static string Linear(OnnxGraph graph, string x, LinearLayer layer) // [N, in] → [N, out]
    {
        using Tensor weight = layer.EffectiveWeight(); // [out, in]
        return graph.Node("Gemm", [x, Constant(graph, weight), Constant(graph, layer.Bias!)], ("transB", 1L));
    }

    private static string Constant(OnnxGraph graph, Tensor tensor)
    {
        using Tensor dense = tensor.detach().cpu().contiguous();
        return graph.Constant(MemoryMarshal.Cast<byte, float>(dense.bytes).ToArray(), tensor.shape);
    }
}
