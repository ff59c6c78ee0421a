using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed partial class MulticlassClassificationCatalog : TrainCatalogBase
{
    internal MulticlassClassificationCatalog(IHostEnvironment env)
        : base(env, nameof(MulticlassClassificationCatalog))
    {
        Trainers = new MulticlassClassificationTrainers(this);
    }

    public MulticlassClassificationTrainers Trainers { get; }

    public MulticlassClassificationMetrics Evaluate(
        IDataView data,
        string labelColumnName = "Label",
        string scoreColumnName = "Score",
        string predictedLabelColumnName = "PredictedLabel",
        int topKPredictionCount = 0)
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckNonEmpty(labelColumnName, nameof(labelColumnName));
        Contracts.CheckNonEmpty(scoreColumnName, nameof(scoreColumnName));
        Contracts.CheckNonEmpty(predictedLabelColumnName, nameof(predictedLabelColumnName));
        Contracts.CheckParam(topKPredictionCount >= 0, nameof(topKPredictionCount), "Must be non-negative");
        return MulticlassEvaluator.Evaluate(Environment, data, labelColumnName, scoreColumnName, predictedLabelColumnName, topKPredictionCount);
    }

    public IReadOnlyList<CrossValidationResult<MulticlassClassificationMetrics>> CrossValidate(
        IDataView data,
        IEstimator<ITransformer> estimator,
        int numberOfFolds = 5,
        string labelColumnName = "Label",
        string samplingKeyColumnName = null,
        int? seed = null)
    {
        Contracts.CheckNonEmpty(labelColumnName, nameof(labelColumnName));
        return CrossValidateTrain(data, estimator, numberOfFolds, samplingKeyColumnName, seed)
            .Select((fold, number) => new CrossValidationResult<MulticlassClassificationMetrics>(
                fold.Model, Evaluate(fold.Scores, labelColumnName), fold.Scores, number))
            .ToArray();
    }
}
