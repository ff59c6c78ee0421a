using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace GanAugment.Training.Networks;

/// <summary>Lets every place of a feature map look at every other: x + γ · o(g(x) · softmax(θ(x)ᵀφ(x))) (Zhang et al. 2019).</summary>
/// <remarks>γ starts at 0, so a fresh network is as if there were no attention.</remarks>
internal sealed class SelfAttention : nn.Module<Tensor, Tensor>, IReferenceOrder
{
    private readonly long channels;
    private readonly Convolution theta;
    private readonly Convolution phi;
    private readonly Convolution g;
    private readonly Convolution o;
    private Parameter gamma;

    /// <summary>Creates the layer.</summary>
    /// <param name="channels">C, at least 8.</param>
    /// <param name="spectralEpsilon">The epsilon of spectral norm, or null without it.</param>
    public SelfAttention(long channels, double? spectralEpsilon) : base(nameof(SelfAttention))
    {
        this.channels = channels;
        theta = new Convolution(channels, channels / 8, 1, spectralEpsilon, hasBias: false);
        phi = new Convolution(channels, channels / 8, 1, spectralEpsilon, hasBias: false);
        g = new Convolution(channels, channels / 2, 1, spectralEpsilon, hasBias: false);
        o = new Convolution(channels / 2, channels, 1, spectralEpsilon, hasBias: false);
        gamma = new Parameter(zeros([]));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public bool ReferenceOrder { get; set; }

    /// <summary>x → queries [N, C/8, H, W].</summary>
    public Convolution Theta => theta;

    /// <summary>x → keys [N, C/8, H, W], pooled afterwards.</summary>
    public Convolution Phi => phi;

    /// <summary>x → values [N, C/2, H, W], pooled afterwards.</summary>
    public Convolution Values => g;

    /// <summary>Attended values → [N, C, H, W].</summary>
    public Convolution Output => o;

    /// <summary>How much of the attended values is added, [].</summary>
    public Tensor Gamma => gamma;

    /// <inheritdoc/>
    public override Tensor forward(Tensor x) // [N, C, H, W] → [N, C, H, W]
    {
        using var scope = NewDisposeScope();
        Tensor seen = ReferenceOrder ? ChannelsFirst(x) : Places(x); // [N, C/2, H, W]
        return (gamma * o.call(seen)).add_(x).MoveToOuterDisposeScope();
    }

    // Channels last in memory: every map is a matrix of places and channels as it lies there.
    private Tensor Places(Tensor x)
    {
        static Tensor Flat(Tensor map) => map.permute(0, 2, 3, 1).flatten(1, 2); // [N, C, H, W] → [N, HW, C]
        Tensor queries = Flat(theta.call(x)); // [N, HW, C/8]
        Tensor keys = Flat(F.max_pool2d(phi.call(x), 2)); // [N, HW/4, C/8]
        Tensor values = Flat(F.max_pool2d(g.call(x), 2)); // [N, HW/4, C/2]
        Tensor beta = F.softmax(queries.bmm(keys.transpose(1, 2)), -1); // [N, HW, HW/4]
        return beta.bmm(values).view(x.shape[0], x.shape[2], x.shape[3], channels / 2).permute(0, 3, 1, 2); // [N, C/2, H, W]
    }

    private Tensor ChannelsFirst(Tensor x)
    {
        long n = x.shape[0], h = x.shape[2], w = x.shape[3], places = h * w;
        Tensor queries = theta.call(x).view(n, channels / 8, places); // [N, C/8, HW]
        Tensor keys = F.max_pool2d(phi.call(x), 2).view(n, channels / 8, places / 4); // [N, C/8, HW/4]
        Tensor values = F.max_pool2d(g.call(x), 2).view(n, channels / 2, places / 4); // [N, C/2, HW/4]
        Tensor beta = F.softmax(queries.transpose(1, 2).bmm(keys), -1); // [N, HW, HW/4]
        return values.bmm(beta.transpose(1, 2)).view(n, channels / 2, h, w); // [N, C/2, H, W]
    }
}
