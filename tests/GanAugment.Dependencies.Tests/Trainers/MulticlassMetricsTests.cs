using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Dependencies.Tests.Trainers;

public sealed class MulticlassMetricsTests
{
    // Class 0: right, right, taken for 1. Class 1: right. Class 2: taken for 0, taken for 1.
    private static readonly ScoredRow[] _rows =
    [
        ScoredRow.Of(0, 0.5f, 0.25f, 0.25f),
        ScoredRow.Of(0, 0.5f, 0.375f, 0.125f),
        ScoredRow.Of(0, 0.25f, 0.5f, 0.25f),
        ScoredRow.Of(1, 0.25f, 0.5f, 0.25f),
        ScoredRow.Of(2, 0.5f, 0.25f, 0.25f),
        ScoredRow.Of(2, 0.375f, 0.5f, 0.125f),
    ];

    private readonly MLContext _ml = new();

    [Fact]
    public void The_confusion_matrix_has_truth_in_rows_and_predictions_in_columns()
    {
        var confusion = Evaluate(_rows).ConfusionMatrix;
        Assert.Equal(3, confusion.NumberOfClasses);
        Assert.Equal([2, 1, 0], confusion.Counts[0]);
        Assert.Equal([0, 1, 0], confusion.Counts[1]);
        Assert.Equal([1, 1, 0], confusion.Counts[2]);
        Assert.Equal(1, confusion.GetCountForClassPair(predictedClassIndicatorIndex: 0, actualClassIndicatorIndex: 2));
        Assert.Equal([2 / 3.0, 1, 0], confusion.PerClassRecall);
        Assert.Equal([2 / 3.0, 1 / 3.0, 0], confusion.PerClassPrecision);
        Assert.Throws<ArgumentOutOfRangeException>(() => confusion.GetCountForClassPair(3, 0));
    }

    [Fact]
    public void Micro_accuracy_counts_rows_and_macro_accuracy_classes()
    {
        var metrics = Evaluate(_rows);
        Assert.Equal(3 / 6.0, metrics.MicroAccuracy, 1e-12);
        Assert.Equal(((2 / 3.0) + 1 + 0) / 3, metrics.MacroAccuracy, 1e-12);
    }

    [Fact]
    public void Classes_without_rows_do_not_count_in_macro_accuracy()
        => Assert.Equal((2 / 3.0 + 1) / 2, Evaluate(_rows[..4]).MacroAccuracy, 1e-12);

    [Fact]
    public void Log_loss_is_the_mean_of_minus_log_probability()
    {
        var metrics = Evaluate(_rows);
        double first = ((2 * -Math.Log(0.5)) - Math.Log(0.25)) / 3;
        double third = (-Math.Log(0.25) - Math.Log(0.125)) / 2;
        double all = ((3 * first) - Math.Log(0.5) + (2 * third)) / 6;
        Assert.Equal(all, metrics.LogLoss, 1e-6);
        Assert.Equal(first, metrics.PerClassLogLoss[0], 1e-6);
        Assert.Equal(-Math.Log(0.5), metrics.PerClassLogLoss[1], 1e-6);
        Assert.Equal(third, metrics.PerClassLogLoss[2], 1e-6);
    }

    [Fact]
    public void Log_loss_reduction_compares_with_the_shares_of_the_classes()
    {
        var metrics = Evaluate(_rows);
        double entropy = -((3 * Math.Log(3 / 6.0)) + Math.Log(1 / 6.0) + (2 * Math.Log(2 / 6.0))) / 6;
        Assert.Equal((entropy - metrics.LogLoss) / entropy, metrics.LogLossReduction, 1e-12);
    }

    [Fact]
    public void Top_k_accuracies_rank_the_true_class_and_break_ties_by_order()
    {
        var metrics = Evaluate(_rows, topK: 2);
        Assert.Equal(2, metrics.TopKPredictionCount);
        Assert.Equal([3 / 6.0, 4 / 6.0], metrics.TopKAccuracyForAllK);
        Assert.Equal(4 / 6.0, metrics.TopKAccuracy, 1e-12);
        Assert.Equal(0, Evaluate(_rows).TopKAccuracy);
    }

    [Fact]
    public void Rows_without_label_or_with_scores_that_are_no_numbers_are_left_out()
    {
        var metrics = Evaluate([.. _rows, ScoredRow.Of(4, 1, 0, 0), ScoredRow.Of(0, float.NaN, 0, 0)]);
        Assert.Equal(3 / 6.0, metrics.MicroAccuracy, 1e-12);
    }

    [Fact]
    public void Classes_that_the_model_does_not_know_are_wrong_and_cost_the_largest_loss()
    {
        var metrics = Evaluate([.. _rows, ScoredRow.Of(3, 0.5f, 0.25f, 0.25f)]);
        Assert.Equal(3 / 7.0, metrics.MicroAccuracy, 1e-12);
        Assert.Equal(((Evaluate(_rows).LogLoss * 6) - Math.Log(1e-15f)) / 7, metrics.LogLoss, 1e-5);
    }

    [Fact]
    public void The_table_shows_counts_recall_and_precision()
    {
        string[] lines = Evaluate(_rows).ConfusionMatrix.GetFormattedConfusionTable().ReplaceLineEndings("\n").Split('\n');
        Assert.Equal("Confusion table", lines[1]);
        Assert.Equal("          ||========================", lines[2]);
        Assert.Equal("PREDICTED ||     0 |     1 |     2 | Recall", lines[3]);
        Assert.Equal("TRUTH     ||========================", lines[4]);
        Assert.Equal("        0 ||     2 |     1 |     0 | 0.6667", lines[5]);
        Assert.Equal("        2 ||     1 |     1 |     0 | 0.0000", lines[7]);
        Assert.Equal("Precision ||0.6667 |0.3333 |0.0000 |", lines[9]);
    }

    [Fact]
    public void Columns_of_other_types_and_missing_ones_are_refused()
    {
        var data = _ml.Data.LoadFromEnumerable(_rows);
        var evaluation = _ml.MulticlassClassification;
        Assert.Throws<ArgumentOutOfRangeException>(() => evaluation.Evaluate(data, scoreColumnName: "PredictedLabel"));
        Assert.Throws<ArgumentOutOfRangeException>(() => evaluation.Evaluate(data, labelColumnName: "Score"));
        Assert.Throws<ArgumentOutOfRangeException>(() => evaluation.Evaluate(data, topKPredictionCount: -1));
        Assert.ThrowsAny<ArgumentException>(() => evaluation.Evaluate(data, labelColumnName: "Absent"));
    }

    private MulticlassClassificationMetrics Evaluate(ScoredRow[] rows, int topK = 0)
        => _ml.MulticlassClassification.Evaluate(_ml.Data.LoadFromEnumerable(rows), topKPredictionCount: topK);
}
