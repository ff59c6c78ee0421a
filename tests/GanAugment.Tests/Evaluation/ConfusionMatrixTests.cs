using GanAugment.Data;
using GanAugment.Evaluation;

namespace GanAugment.Tests.Evaluation;

public class ConfusionMatrixTests
{
    private static readonly ClassMap Three = new(["ant", "bee", "cat"]);

    [Fact]
    public void It_is_the_example_of_scikit_learn()
    {
        // The documented example of sklearn.metrics.f1_score and recall_score: macro F1 0.2667, macro recall 1/3.
        ConfusionMatrix matrix = ConfusionMatrix.Of([0, 1, 2, 0, 1, 2], [0, 2, 1, 0, 0, 1], Three);
        Assert.Equal(0.26666666666666666, matrix.MacroF1, 1e-15);
        Assert.Equal(1 / 3.0, matrix.MacroRecall, 1e-15);
        Assert.Equal(1 / 3.0, matrix.Accuracy, 1e-15);
        Assert.Equal([1.0, 0.0, 0.0], matrix.Recalls);
        Assert.Equal(2 / 3.0, matrix.Precision(0));
        Assert.Equal(2, matrix[2, 1]);
        Assert.Equal((6, 2, 3), (matrix.Images, matrix.Actual(1), matrix.Predicted(0)));
        Assert.Equal(0.5, matrix.Share(1, 2));
    }

    [Fact]
    public void Classes_count_alike_however_many_images_they_have()
    {
        ConfusionMatrix matrix = ConfusionMatrix.Of([0, 0, 0, 0, 0, 0, 0, 0, 1, 1], [0, 0, 0, 0, 0, 0, 0, 0, 0, 1], new ClassMap(["many", "few"]));
        Assert.Equal(0.75, matrix.MacroRecall);
        Assert.Equal(0.9, matrix.Accuracy, 1e-15);
        Assert.Equal((16 / 17.0 + 2 / 3.0) / 2, matrix.MacroF1, 1e-15);
    }

    [Fact]
    public void A_class_without_images_counts_in_no_mean()
    {
        ConfusionMatrix matrix = ConfusionMatrix.Of([0, 0, 1], [0, 2, 1], Three);
        Assert.Equal([0.5, 1.0, null], matrix.Recalls);
        Assert.Equal(0.75, matrix.MacroRecall);
        Assert.Equal((2 / 3.0 + 1) / 2, matrix.MacroF1, 1e-15);
        Assert.Null(matrix.F1(2));
        Assert.Null(matrix.Share(2, 2));
        Assert.Equal(0, matrix.Precision(2));
    }

    [Fact]
    public void Without_images_there_is_no_number()
    {
        var empty = new ConfusionMatrix(Three);
        Assert.True(double.IsNaN(empty.MacroRecall) && double.IsNaN(empty.MacroF1) && double.IsNaN(empty.Accuracy));
        Assert.Null(empty.Precision(0));
    }

    [Fact]
    public void What_is_no_class_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConfusionMatrix(Three).Add(0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConfusionMatrix(Three).Add(-1, 0));
        Assert.Throws<ArgumentException>(() => ConfusionMatrix.Of([0, 1], [0], Three));
    }
}
