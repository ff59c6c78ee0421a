namespace GanAugment.Training;

/// <summary>LeCam regularisation: holds D's outputs for reals near their running mean for fakes, and the other way round (Tseng et al. 2021).</summary>
public sealed record LeCamOptions
{
    /// <summary>λ.</summary><value>Default 0.3, the paper's for CIFAR.</value>
    public double Weight { get; init; } = 0.3;

    /// <summary>What remains of the running means at each batch.</summary><value>Default 0.99, the paper's.</value>
    public double Decay { get; init; } = 0.99;

    /// <summary>The first step with a penalty.</summary><value>Default 1000, the authors': D's outputs mean little before.</value>
    public int Start { get; init; } = 1000;
}
