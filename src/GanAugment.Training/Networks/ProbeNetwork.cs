using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace GanAugment.Training.Networks;

/// <summary>A small classifier whose last hidden layer serves as features. It looks at 32×32 pixels; larger images are averaged down.</summary>
internal sealed class ProbeNetwork : nn.Module<Tensor, Tensor>
{
    /// <summary>Length of the feature vector.</summary>
    public const int FeatureCount = 32;

    private readonly Convolution conv1;
    private readonly Convolution conv2;
    private readonly Convolution conv3;
    private readonly LinearLayer hidden;
    private readonly LinearLayer output;

    /// <summary>Creates the network with all weights zero.</summary>
    /// <param name="channels">Image channels.</param>
    /// <param name="classes">K.</param>
    public ProbeNetwork(int channels, int classes) : base(nameof(ProbeNetwork))
    {
        conv1 = new Convolution(channels, 16, 3, null);
        conv2 = new Convolution(16, 32, 3, null);
        conv3 = new Convolution(32, 64, 3, null);
        hidden = new LinearLayer(64 * 4 * 4, FeatureCount, null);
        output = new LinearLayer(FeatureCount, classes, null);
        RegisterComponents();
    }

    /// <summary>The features: [N, 32].</summary>
    public Tensor Features(Tensor x) // [N, C, R, R]
    {
        using var scope = NewDisposeScope();
        if (x.shape[2] > 32) x = F.avg_pool2d(x, x.shape[2] / 32); // [N, C, 32, 32]
        Tensor h = F.relu(conv1.BeforePooling(x)); // [N, 16, 16, 16]
        h = F.relu(conv2.BeforePooling(h)); // [N, 32, 8, 8]
        h = F.relu(conv3.BeforePooling(h)); // [N, 64, 4, 4]
        return F.relu(hidden.call(h.flatten(1))).MoveToOuterDisposeScope(); // [N, 32]
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor x) => output.call(Features(x)); // [N, C, R, R] → [N, K]
}
