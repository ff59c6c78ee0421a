using GanAugment.Transforms.Comparison;
using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace ClassifierAugmentation;

/// <summary>The classifier that every arm trains: multinomial logistic regression on pixels.</summary>
/// <param name="Iterations">Passes of L-BFGS over all rows, the same in every arm.</param>
internal sealed record Classifier(int Iterations)
{
    /// <summary>The L2 factor beside the mean loss.</summary>
    public const double Penalty = 1e-3;

    /// <summary>In a few words.</summary>
    public string Description => FormattableString.Invariant(
        $"multinomial logistic regression on pixels (ML.NET LbfgsMaximumEntropy, {Iterations} iterations, L2 {Penalty} per unit of weight)");

    /// <summary>Makes the pipeline for one run. The comparison puts AugmentWithBigGan before it where the arm has one.</summary>
    public IEstimator<ITransformer> Pipeline(MLContext ml, TrainingBudget budget) =>
        ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.Concatenate("Features", AugmentationComparison.PixelColumn))
            .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
            {
                ExampleWeightColumnName = budget.ExampleWeightColumnName,
                L2Regularization = budget.L2OnSummedLoss(Penalty),
                L1Regularization = 0,
                MaximumNumberOfIterations = Iterations,
                // So small that every arm takes all its iterations.
                OptimizationTolerance = 1e-12f,
                // A sum over threads depends on how many there are; two give the same result on every machine that has two.
                NumberOfThreads = 2,
            }));
}
