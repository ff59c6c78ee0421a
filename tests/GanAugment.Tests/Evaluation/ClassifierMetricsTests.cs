using GanAugment.Data;
using GanAugment.Evaluation;

namespace GanAugment.Tests.Evaluation;

public class ClassifierMetricsTests
{
    private static readonly ClassMap Two = new(["ham", "spam"]);

    // The documented example of sklearn.metrics.log_loss: 0.21616187468057912 for doubles, 1e-7 away for single precision.
    private static readonly int[] Actual = [1, 0, 0, 1];
    private static readonly float[] Probabilities = [.1f, .9f, .9f, .1f, .8f, .2f, .35f, .65f];

    [Fact]
    public void Log_loss_is_the_example_of_scikit_learn() =>
        Assert.Equal(0.21616187468057912, ClassifierMetrics.Of(Actual, Probabilities, Two).LogLoss, 1e-7);

    [Fact]
    public void A_sure_mistake_is_bounded() =>
        Assert.Equal(-Math.Log(1e-15), ClassifierMetrics.Of([0], [0, 1], Two).LogLoss, 1e-12);

    [Fact]
    public void Calibration_error_weighs_bins_by_images()
    {
        // Ten bins: confidences 0.85, 0.85 in (0.8, 0.9], 0.75 in (0.7, 0.8], 0.65 in (0.6, 0.7]; all right but the last.
        CalibrationError found = CalibrationError.Of([1, 0, 0, 0], [.15f, .85f, .85f, .15f, .75f, .25f, .35f, .65f], 2, bins: 10);
        Assert.Equal((2 * 0.15 + 0.25 + 0.65) / 4, found.Value, 1e-7);
        Assert.Equal("ece10EqualWidthBins", found.Name);
        Assert.Equal([1L, 1L, 2L], found.Filled.Select(b => b.Images));
        Assert.Equal([0.6, 0.7, 0.8], found.Filled.Select(b => b.From).ToArray());
        Assert.Equal(0, found.Filled[0].Accuracy);
    }

    [Fact]
    public void Of_one_bin_it_is_confidence_less_accuracy() =>
        Assert.Equal(1 - (0.9 + 0.9 + 0.8 + 0.65) / 4, CalibrationError.Of(Actual, Probabilities, 2, bins: 1).Value, 1e-7);

    [Fact]
    public void Ends_of_the_range_have_bins()
    {
        Assert.Equal([14 / 15.0], CalibrationError.Of([0], [1, 0], 2).Filled.Select(b => b.From));
        Assert.Equal([0.0], CalibrationError.Of([0], [0, 0], 2).Filled.Select(b => b.From));
    }

    [Fact]
    public void Figures_carry_images_classifier_and_binning()
    {
        IReadOnlyList<Figure> figures = ClassifierMetrics.Of(Actual, Probabilities, Two, bins: 5).Figures("testImages", "cnn-12345678");
        Assert.Equal(["macroRecall.testImages.n4.cnn-12345678", "macroF1.testImages.n4.cnn-12345678", "accuracy.testImages.n4.cnn-12345678",
            "logLoss.testImages.n4.cnn-12345678", "ece5EqualWidthBins.testImages.n4.cnn-12345678", "recall[ham].testImages.n2.cnn-12345678",
            "recall[spam].testImages.n2.cnn-12345678"], figures.Select(f => f.Key));
        Assert.Equal(1, figures[0].Value);
    }

    [Theory]
    [InlineData(float.NaN, 1)]
    [InlineData(-0.5f, 1.5f)]
    [InlineData(2, 3)]
    public void Scores_that_are_no_probabilities_are_refused(float first, float second)
    {
        var error = Assert.Throws<OptionException>(() => ClassifierMetrics.Of([0], [first, second], Two));
        Assert.Contains("softmax", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_image_is_too_few() => Assert.Throws<OptionException>(() => ClassifierMetrics.Of([], [], Two));
}
