using GanAugment.Evaluation;
using Microsoft.ML;

namespace GanAugment.Transforms.Comparison.Trials;

/// <summary>How a model does on a set of images.</summary>
/// <param name="Predicted">The class of every image, an index into the data's classes.</param>
/// <param name="LogLoss">Nats; null where the model gives no probability for every class of the data.</param>
/// <param name="Calibration">Expected calibration error, 0 … 1; null likewise.</param>
internal sealed record ScoredImages(int[] Predicted, double? LogLoss, double? Calibration)
{
    /// <summary>Scores all images.</summary>
    /// <exception cref="OptionException">The model has no prediction, or none of the data's classes, for some image.</exception>
    public static ScoredImages Of(MLContext ml, ITransformer model, ComparedImages images)
    {
        ModelScores scores = ModelScores.Of(model, images.View(ml), images.Classes);
        if (scores.Predicted.Length != images.Labels.Count)
            throw new OptionException($"The pipeline scores {scores.Predicted.Length} of {images.Labels.Count} images.", "It was given to the comparison.",
                "Give a chain that scores every row.");
        if (Array.IndexOf(scores.Predicted, -1) is >= 0 and var unknown)
            throw new OptionException($"The pipeline takes image {unknown} for no class of the data.", $"The images are '{images.Source.Origin}'.",
                "Give a pipeline that predicts class names, and check that its scores are numbers.");
        if (scores.Probabilities is null) return new ScoredImages(scores.Predicted, null, null);
        ClassifierMetrics metrics = ClassifierMetrics.Of(images.Labels, scores.Probabilities, images.Classes);
        return new ScoredImages(scores.Predicted, metrics.LogLoss, metrics.Calibration.Value);
    }
}
