using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace Microsoft.ML;

using MulticlassClassificationTrainers = MulticlassClassificationCatalog.MulticlassClassificationTrainers;

public static class StandardTrainersCatalog
{
    public static SdcaMaximumEntropyMulticlassTrainer SdcaMaximumEntropy(
        this MulticlassClassificationTrainers catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string exampleWeightColumnName = null,
        float? l2Regularization = null,
        float? l1Regularization = null,
        int? maximumNumberOfIterations = null)
        => catalog.SdcaMaximumEntropy(new SdcaMaximumEntropyMulticlassTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            L2Regularization = l2Regularization,
            L1Regularization = l1Regularization,
            MaximumNumberOfIterations = maximumNumberOfIterations,
        });

    public static SdcaMaximumEntropyMulticlassTrainer SdcaMaximumEntropy(
        this MulticlassClassificationTrainers catalog, SdcaMaximumEntropyMulticlassTrainer.Options options)
    {
        Contracts.CheckValue(catalog, nameof(catalog));
        Contracts.CheckValue(options, nameof(options));
        return new SdcaMaximumEntropyMulticlassTrainer(catalog.GetEnvironment(), options);
    }

    public static LbfgsMaximumEntropyMulticlassTrainer LbfgsMaximumEntropy(
        this MulticlassClassificationTrainers catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string exampleWeightColumnName = null,
        float l1Regularization = 1,
        float l2Regularization = 1,
        float optimizationTolerance = 1E-07F,
        int historySize = 20,
        bool enforceNonNegativity = false)
        => catalog.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            LabelColumnName = labelColumnName,
            FeatureColumnName = featureColumnName,
            ExampleWeightColumnName = exampleWeightColumnName,
            L1Regularization = l1Regularization,
            L2Regularization = l2Regularization,
            OptimizationTolerance = optimizationTolerance,
            HistorySize = historySize,
            EnforceNonNegativity = enforceNonNegativity,
        });

    public static LbfgsMaximumEntropyMulticlassTrainer LbfgsMaximumEntropy(
        this MulticlassClassificationTrainers catalog, LbfgsMaximumEntropyMulticlassTrainer.Options options)
    {
        Contracts.CheckValue(catalog, nameof(catalog));
        Contracts.CheckValue(options, nameof(options));
        return new LbfgsMaximumEntropyMulticlassTrainer(catalog.GetEnvironment(), options);
    }
}
