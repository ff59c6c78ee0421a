namespace GanAugment.Training;

/// <summary>Adaptive augmentation: what D sees is changed at random, the more the more it overfits (Karras et al. 2020, ADA).</summary>
/// <remarks>It was tuned with <see cref="AdversarialLoss.NonSaturating"/>; with the hinge, D's outputs stay near ±1 and their sign runs ahead of the
/// overfitting, which <see cref="Cap"/> bounds and <see cref="OverfittingSignal.HeldOut"/> avoids.</remarks>
public sealed record AdaptiveAugmentationOptions
{
    /// <summary>What tells how far D overfits.</summary><value>Default the sign, the paper's choice: it needs no image held out.</value>
    public OverfittingSignal Signal { get; init; }

    /// <summary>The overfitting at which the probability stays.</summary><value>Default 0.6, the paper's: four in five training images are judged real.</value>
    public double Target { get; init; } = 0.6;

    /// <summary>After how many thousand training images shown the probability would have gone from 0 to 1.</summary><value>Default 500, the paper's; 100 suits
    /// a warm start.</value>
    public double ThousandImages { get; init; } = 500;

    /// <summary>The largest probability, below 1.</summary><value>Default 0.8: beyond it changes leak into the generated images.</value>
    public double Cap { get; init; } = 0.8;

    /// <summary>Steps between adjustments.</summary><value>Default 4, the paper's; overfitting is averaged in between.</value>
    public int AdjustEvery { get; init; } = 4;

    /// <summary>What may be done to an image.</summary><value>Default all, the paper's pipe "bgc".</value>
    public AdaptiveOperations Operations { get; init; } = AdaptiveOperations.All;
}
