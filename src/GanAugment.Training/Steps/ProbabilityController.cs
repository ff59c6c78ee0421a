using static TorchSharp.torch;

namespace GanAugment.Training.Steps;

/// <summary>A probability that rises while the discriminator overfits and falls while it does not (Karras et al. 2020, section 3).</summary>
/// <remarks>Overfitting is a number from −1 to 1 or so, such as the mean sign of D on training images; all that changes is three floats that a snapshot
/// holds.</remarks>
internal sealed class ProbabilityController : IDisposable
{
    private readonly double target, images, cap;
    private readonly int interval;
    private readonly Tensor probability, sum, weight;

    /// <summary>Begins at probability 0.</summary>
    /// <param name="target">The overfitting at which the probability stays.</param>
    /// <param name="thousandImages">After how many thousand real images the probability would have gone from 0 to 1.</param>
    /// <param name="cap">The largest probability.</param>
    /// <param name="interval">Steps between adjustments; overfitting is averaged in between.</param>
    public ProbabilityController(double target, double thousandImages, double cap, int interval)
    {
        (this.target, images, this.cap, this.interval) = (target, thousandImages * 1000, cap, interval);
        (probability, sum, weight) = (Scalar(), Scalar(), Scalar());
    }

    /// <summary>The probability now.</summary>
    public float Probability => probability.item<float>();

    /// <summary>The state to save, under <paramref name="prefix"/>.</summary>
    public IEnumerable<(string Name, Tensor Value)> State(string prefix) =>
        [($"{prefix}.probability", probability), ($"{prefix}.sum", sum), ($"{prefix}.weight", weight)];

    /// <summary>Takes note of a measurement.</summary>
    /// <param name="overfitting">The mean over <paramref name="count"/> images.</param>
    /// <param name="count">How many images.</param>
    public void Observe(double overfitting, int count)
    {
        sum.add_(overfitting * count);
        weight.add_(count);
    }

    /// <summary>Adjusts the probability when it is time.</summary>
    /// <param name="step">Steps done.</param>
    /// <param name="imagesPerStep">Real images shown in each.</param>
    public void EndStep(int step, long imagesPerStep)
    {
        float observed = weight.item<float>();
        if (step % interval != 0 || observed == 0) return;
        int direction = Math.Sign(sum.item<float>() / observed - target);
        probability.fill_((float)Math.Clamp(Probability + direction * (double)imagesPerStep * interval / images, 0, cap));
        sum.zero_();
        weight.zero_();
    }

    /// <summary>Releases the state.</summary>
    public void Dispose()
    {
        probability.Dispose();
        sum.Dispose();
        weight.Dispose();
    }

    // Single precision on the processor: what a snapshot holds is then all there is.
    private static Tensor Scalar() => zeros([], device: CPU).DetachFromDisposeScope();
}
