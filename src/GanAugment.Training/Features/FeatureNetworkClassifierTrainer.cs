using GanAugment.Data;
using GanAugment.Evaluation;

namespace GanAugment.Training.Features;

/// <summary>The small convolutional classifier wherever one is wanted for the images at hand, for example in ML.NET as an ImageClassifierEstimator.</summary>
/// <param name="options">How it is trained; the seed is each call's own.</param>
public sealed class FeatureNetworkClassifierTrainer(FeatureNetworkOptions options) : IImageClassifierTrainer
{
    /// <inheritdoc/>
    public string Description => FormattableString.Invariant(
        $"convolutional network (TorchSharp), width {options.Width}, {options.Steps} steps of {options.BatchSize} images, Adam {options.LearningRate:G3}, ")
        + FormattableString.Invariant($"weight decay {options.WeightDecay:G3}")
        + (options.Shift > 0 ? FormattableString.Invariant($", shift {options.Shift}") : "") + (options.Flip ? ", flip" : "")
        + (options.MixUp > 0 ? FormattableString.Invariant($", MixUp {options.MixUp:G3}") : "")
        + (options.LabelSmoothing > 0 ? FormattableString.Invariant($", label smoothing {options.LabelSmoothing:G3}") : "");

    /// <inheritdoc/>
    public byte[] Train(ILabelledImageSource images, IReadOnlyList<float>? weights, long seed, CancellationToken cancellation = default)
    {
        string file = Path.Combine(Path.GetTempPath(), $"ganaugment-classifier-{Guid.NewGuid():N}.onnx");
        try
        {
            FeatureNetworkTrainer.Train(images, options with { Seed = seed }, file, weights, null, cancellation);
            return File.ReadAllBytes(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
