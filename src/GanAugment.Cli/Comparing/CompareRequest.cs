using GanAugment.Data;
using GanAugment.Transforms;
using GanAugment.Transforms.Comparison;

namespace GanAugment.Cli.Comparing;

/// <summary>A comparison with everything opened and resolved.</summary>
/// <param name="Folder">Where results go.</param>
/// <param name="Train">The training images.</param>
/// <param name="Evaluations">The images to judge on.</param>
/// <param name="Classifier">What is trained.</param>
/// <param name="Generator">The generator for all repetitions; null where each trains its own.</param>
/// <param name="Features">Features of the pool; null where there is none.</param>
/// <param name="Options">The rest.</param>
internal sealed record CompareRequest(
    string Folder, ILabelledImageSource Train, IReadOnlyList<EvaluationSet> Evaluations, ClassifierChoice Classifier, OnnxConditionalGenerator? Generator,
    KeptFeatures? Features, ComparisonOptions Options) : IDisposable
{
    /// <summary>Closes what was opened.</summary>
    public void Dispose()
    {
        Classifier.Dispose();
        Generator?.Dispose();
        Features?.Dispose();
    }
}
