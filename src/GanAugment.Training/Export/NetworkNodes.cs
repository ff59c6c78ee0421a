using System.Runtime.InteropServices;
using GanAugment.Training.Networks;
using static TorchSharp.torch;

namespace GanAugment.Training.Export;

/// <summary>Adds the layers that generator and discriminator share to a graph, spectral norm divided out.</summary>
internal sealed class NetworkNodes(OnnxGraph graph)
{
    /// <summary>A tensor as a constant, wherever it lies.</summary>
    public string Constant(Tensor tensor)
    {
        using Tensor dense = tensor.detach().cpu().contiguous();
        return graph.Constant(MemoryMarshal.Cast<byte, float>(dense.bytes).ToArray(), tensor.shape);
    }

    /// <summary>x [N, in, S, S] → [N, out, S, S].</summary>
    public string Convolve(string x, Convolution convolution)
    {
        using Tensor weight = convolution.EffectiveWeight(); // [out, in, k, k]
        return Convolve(x, weight, convolution, weight.shape[2] / 2);
    }

    /// <summary>The convolution, then a scale and a shift for each channel: (conv(x)) · scale + shift, both [out] or null for none.</summary>
    public string Convolve(string x, Convolution convolution, Tensor? scale, Tensor? shift = null)
    {
        if (scale is null) return Convolve(x, convolution);
        using var scope = NewDisposeScope();
        Tensor weight = convolution.EffectiveWeight() * scale.view(-1, 1, 1, 1); // [out, in, k, k]
        Tensor? bias = convolution.Bias is { } own ? own * scale : null; // [out]
        if (shift is not null) bias = bias is null ? shift : bias + shift;
        long padding = weight.shape[2] / 2;
        string[] inputs = bias is null ? [x, Constant(weight)] : [x, Constant(weight), Constant(bias)];
        return graph.Node("Conv", inputs, ("pads", new[] { padding, padding, padding, padding }));
    }

    /// <summary>The convolution, then 2×2 average pooling, as one convolution with stride 2: [N, in, S, S] → [N, out, S/2, S/2].</summary>
    public string ConvolvePooled(string x, Convolution convolution)
    {
        using Tensor weight = convolution.EffectiveWeight(), kernel = JoinedKernel.BeforePooling(weight); // [out, in, 4, 4]
        return Convolve(x, kernel, convolution, 1, ("strides", new long[] { 2, 2 }));
    }

    /// <summary>x [N, in] → [N, out].</summary>
    public string Linear(string x, LinearLayer layer)
    {
        using Tensor weight = layer.EffectiveWeight(); // [out, in]
        return graph.Node("Gemm", [x, Constant(weight), Constant(layer.Bias!)], ("transB", 1L));
    }

    /// <summary>x [N, in] · matrix [in, out], which is let go.</summary>
    public string MatMul(string x, Tensor matrix)
    {
        using (matrix) return graph.Node("MatMul", [x, Constant(matrix)]);
    }

    /// <summary>Self-attention: x [N, C, S, S] → [N, C, S, S].</summary>
    public string Attend(string x, SelfAttention attention)
    {
        string queries = Places(Convolve(x, attention.Theta), attention.Theta); // [N, C/8, SS]
        string keys = Places(Pool(Convolve(x, attention.Phi)), attention.Phi); // [N, C/8, SS/4]
        string values = Places(Pool(Convolve(x, attention.Values)), attention.Values); // [N, C/2, SS/4]
        string products = graph.Node("MatMul", [graph.Node("Transpose", [queries], ("perm", new long[] { 0, 2, 1 })), keys]); // [N, SS, SS/4]
        string weights = graph.Node("Transpose", [graph.Node("Softmax", [products], ("axis", -1L))], ("perm", new long[] { 0, 2, 1 })); // [N, SS/4, SS]
        string seen = graph.Node("MatMul", [values, weights]); // [N, C/2, SS]
        using Tensor output = attention.Output.EffectiveWeight(); // [C, C/2, 1, 1]
        using Tensor scaled = output * attention.Gamma;
        // The flat places take the shape of x's: [N, C/2, S, S].
        string map = graph.Node("Reshape", [seen, graph.Node("Concat", [graph.Constant(0, output.shape[1]), Sizes(x)], ("axis", 0L))]);
        return graph.Node("Add", [graph.Node("Conv", [map, Constant(scaled)]), x]);
    }

    private string Convolve(string x, Tensor weight, Convolution convolution, long padding, params (string, object)[] attributes)
    {
        string[] inputs = convolution.Bias is { } bias ? [x, Constant(weight), Constant(bias)] : [x, Constant(weight)];
        return graph.Node("Conv", inputs, [("pads", new[] { padding, padding, padding, padding }), .. attributes]);
    }

    private string Sizes(string x) => graph.Node("Shape", [x], ("start", 2L)); // [2]

    private string Pool(string x) => graph.Node("MaxPool", [x], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }));

    private string Places(string x, Convolution made)
    {
        using Tensor weight = made.EffectiveWeight(); // [out, in, 1, 1]
        return graph.Node("Reshape", [x, graph.Constant(0, weight.shape[0], -1)]); // [N, out, places]
    }
}
