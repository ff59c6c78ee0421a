using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Dependencies.Tests.Trainers;

public sealed class CrossValidationTests
{
    private const int RowCount = 150;

    private readonly MLContext _ml = new(seed: 3);

    [Fact]
    public void Hold_out_sets_partition_the_rows()
    {
        var folds = _ml.MulticlassClassification.CrossValidate(Data(), Trainer(), numberOfFolds: 4);
        Assert.Equal([0, 1, 2, 3], folds.Select(fold => fold.Fold));
        var ids = folds.SelectMany(fold => Numbers(fold.ScoredHoldOutSet)).ToList();
        Assert.Equal(Enumerable.Range(0, RowCount), ids.Select(id => (int)id).Order());
    }

    [Fact]
    public void Metrics_are_those_of_the_hold_out_set()
    {
        foreach (var fold in _ml.MulticlassClassification.CrossValidate(Data(), Trainer(), numberOfFolds: 3))
            Assert.Equal(_ml.MulticlassClassification.Evaluate(fold.ScoredHoldOutSet).LogLoss, fold.Metrics.LogLoss);
    }

    [Fact]
    public void Transformers_meant_for_training_only_also_see_the_hold_out_set()
    {
        var pipeline = new EstimatorChain<ITransformer>()
            .Append(_ml.Transforms.CopyColumns("TrainingOnly", "Number"), TransformerScope.Training)
            .Append(Trainer());
        var fold = _ml.MulticlassClassification.CrossValidate(Data(), pipeline, numberOfFolds: 2)[0];
        Assert.NotNull(fold.ScoredHoldOutSet.Schema.GetColumnOrNull("TrainingOnly"));
        Assert.Null(fold.Model.Transform(Data()).Schema.GetColumnOrNull("TrainingOnly"));
    }

    [Fact]
    public void Rows_of_one_sampling_key_stay_in_one_fold()
    {
        var folds = _ml.MulticlassClassification.CrossValidate(Data(), Trainer(), numberOfFolds: 3, samplingKeyColumnName: "Group");
        var groups = folds.Select(fold => fold.ScoredHoldOutSet.Scalars<float>("Group").ToHashSet()).ToList();
        Assert.Equal(10, groups.Sum(group => group.Count));
    }

    [Fact]
    public void One_fold_is_too_few()
        => Assert.Throws<ArgumentOutOfRangeException>(() => _ml.MulticlassClassification.CrossValidate(Data(), Trainer(), numberOfFolds: 1));

    private IEstimator<ITransformer> Trainer() => _ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy();

    private IDataView Data() => _ml.Data.LoadFromEnumerable(Example.Clouds(RowCount).Select((row, i) => new NumberedExample
    {
        Label = row.Label,
        Features = row.Features,
        Number = i,
        Group = i % 10 / 10f,
    }).ToList());

    private static IEnumerable<float> Numbers(IDataView data) => data.Scalars<float>("Number");

    private sealed class NumberedExample
    {
        [KeyType(Example.Classes)]
        public uint Label { get; set; }

        [VectorType(Example.FeatureCount)]
        public float[] Features { get; set; } = [];

        public float Number { get; set; }

        public float Group { get; set; }
    }
}
