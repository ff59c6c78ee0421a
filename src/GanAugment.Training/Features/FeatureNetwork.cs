using GanAugment.Data;
using GanAugment.Training.Networks;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace GanAugment.Training.Features;

/// <summary>Three convolutions, each halving the map, and two linear layers; what the first of them gives, after its leaky ReLU, are the features.</summary>
/// <remarks>Leaky, for a feature that is 0 for all images measures nothing and leaves covariances without full rank.</remarks>
internal sealed class FeatureNetwork : nn.Module<Tensor, Tensor>
{
    /// <summary>How often the map is halved.</summary>
    public const int Halvings = 3;

    /// <summary>What features below 0 are multiplied by.</summary>
    public const float Slope = 0.1f;

    private readonly Convolution convolution1;
    private readonly Convolution convolution2;
    private readonly Convolution convolution3;
    private readonly LinearLayer hidden;
    private readonly LinearLayer output;

    /// <summary>Creates the network with all weights zero.</summary>
    /// <param name="shape">The images.</param>
    /// <param name="classes">K.</param>
    /// <param name="options">Its size.</param>
    public FeatureNetwork(ImageShape shape, int classes, FeatureNetworkOptions options) : base(nameof(FeatureNetwork))
    {
        int largest = Math.Max(shape.Height, shape.Width);
        Averaged = (largest + options.LargestSide - 1) / options.LargestSide;
        Side = 1 << Halvings;
        while (Side * Averaged < largest) Side *= 2;
        int canvas = Side * Averaged;
        (Top, Left) = (Batches.Margin(shape.Height, canvas), Batches.Margin(shape.Width, canvas));
        (Bottom, Right) = (canvas - shape.Height - Top, canvas - shape.Width - Left);
        int w = options.Width, bottom = Side >> Halvings;
        convolution1 = new Convolution(shape.Channels, w, 3, null);
        convolution2 = new Convolution(w, 2 * w, 3, null);
        convolution3 = new Convolution(2 * w, 4 * w, 3, null);
        hidden = new LinearLayer(4L * w * bottom * bottom, options.FeatureLength, null);
        output = new LinearLayer(options.FeatureLength, classes, null);
        RegisterComponents();
    }

    /// <summary>Averages squares of so many pixels a side before anything else.</summary>
    public int Averaged { get; }

    /// <summary>S, the side of the map after that.</summary>
    public int Side { get; }

    /// <summary>Black rows above the image.</summary>
    public int Top { get; }

    /// <summary>Black rows below the image.</summary>
    public int Bottom { get; }

    /// <summary>Black columns left of the image.</summary>
    public int Left { get; }

    /// <summary>Black columns right of the image.</summary>
    public int Right { get; }

    /// <summary>[w, C, 3, 3].</summary>
    public Convolution Convolution1 => convolution1;

    /// <summary>[2w, w, 3, 3].</summary>
    public Convolution Convolution2 => convolution2;

    /// <summary>[4w, 2w, 3, 3].</summary>
    public Convolution Convolution3 => convolution3;

    /// <summary>[F, 4w · S/8 · S/8].</summary>
    public LinearLayer Hidden => hidden;

    /// <summary>[K, F].</summary>
    public LinearLayer Output => output;

    /// <summary>The features: [N, F].</summary>
    public Tensor Features(Tensor x) // [N, C, H, W]
    {
        using var scope = NewDisposeScope();
        if (Top + Bottom + Left + Right > 0) x = F.pad(x, [Left, Right, Top, Bottom], value: -1); // [N, C, S·a, S·a]
        if (Averaged > 1) x = F.avg_pool2d(x, Averaged); // [N, C, S, S]
        Tensor h = F.relu(convolution1.BeforePooling(ChannelsLast.Of(x))); // [N, w, S/2, S/2]
        h = F.relu(convolution2.BeforePooling(h)); // [N, 2w, S/4, S/4]
        h = F.relu(convolution3.BeforePooling(h)); // [N, 4w, S/8, S/8]
        return F.leaky_relu(hidden.call(h.flatten(1)), Slope).MoveToOuterDisposeScope(); // [N, F]
    }

    /// <summary>Multiplies features by a positive factor; what the network says of classes stays the same.</summary>
    public void ScaleFeatures(double factor)
    {
        using var guard = no_grad();
        foreach (var (_, parameter) in hidden.named_parameters()) parameter.mul_(factor);
        output.named_parameters().Single(p => p.name == "weight").parameter.mul_(1 / factor);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor x) // [N, C, H, W] → [N, K]
    {
        using var scope = NewDisposeScope();
        return output.call(Features(x)).MoveToOuterDisposeScope();
    }
}
