using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace GanAugment.Training.Networks;

/// <summary>The batch norm before the output convolution: learned gain and bias that no condition touches.</summary>
internal sealed class OutputBatchNorm : nn.Module<Tensor, Tensor>, IBatchStatistics
{
    private Parameter gain;
    private Parameter bias;
    private Tensor mean;
    private Tensor variance;

    /// <summary>Creates the norm with gain 1 and bias 0.</summary>
    /// <param name="channels">Channels of x.</param>
    /// <param name="epsilon">Added to the variance.</param>
    public OutputBatchNorm(long channels, double epsilon) : base(nameof(OutputBatchNorm))
    {
        Epsilon = epsilon;
        gain = new Parameter(ones(channels));
        bias = new Parameter(zeros(channels));
        mean = zeros(channels);
        variance = ones(channels);
        RegisterComponents();
    }

    /// <summary>Added to the variance.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public double Momentum { get; set; } = IBatchStatistics.TrainingMomentum;

    /// <inheritdoc/>
    public bool Estimating { get; set; }

    /// <inheritdoc/>
    public Tensor Mean => mean;

    /// <inheritdoc/>
    public Tensor Variance => variance;

    /// <summary>Gain [C].</summary>
    public Tensor Gain => gain;

    /// <summary>Bias [C].</summary>
    public Tensor Bias => bias;

    /// <inheritdoc/>
    public override Tensor forward(Tensor x) => F.batch_norm(x, mean, variance, gain, bias, training || Estimating, Momentum, Epsilon); // [N, C, H, W]
}
