using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace GanAugment.Dependencies.Tests.Trainers;

public sealed class SdcaMaximumEntropyTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Theory]
    [InlineData(0.01f, 0f)]
    [InlineData(0.1f, 0f)]
    [InlineData(0.1f, 0.25f)]
    public void The_pairwise_objective_over_the_mean_of_the_rows_is_minimised(float l2, float l1)
    {
        var rows = Example.Clouds();
        var objective = Objective(rows, l2, l1);
        double best = objective.Value(objective.Minimise());
        Assert.InRange(objective.Value(Fit(rows, l2, l1)), best - 1e-5, best * 1.002);
    }

    [Fact]
    public void Doubling_all_weights_halves_the_regularisation()
    {
        var rows = Example.Clouds();
        var doubled = Example.Clouds();
        doubled.ForEach(row => row.Weight *= 2);
        Assert.All(Fit(rows, 0.05f, 0).Zip(Fit(doubled, 0.1f, 0)), pair => Assert.Equal(pair.First, pair.Second, 0.05));
    }

    [Fact]
    public void Repeating_all_rows_changes_nothing()
    {
        var rows = Example.Clouds();
        Assert.All(Fit(rows, 0.05f, 0).Zip(Fit([.. rows, .. rows], 0.05f, 0)), pair => Assert.Equal(pair.First, pair.Second, 0.05));
    }

    [Fact]
    public void Rows_without_finite_features_are_skipped_with_a_warning()
    {
        var warnings = new List<string>();
        _ml.Log += (_, e) => warnings.Add(e.Message);
        Fit([.. Example.Clouds(), new Example { Label = 1, Features = [float.NaN, 0] }], 0.1f, 0);
        Assert.Contains(warnings, w => w.Contains("Skipped 1 instances with missing features/label during training", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_left_open_is_tuned_to_the_data()
    {
        var messages = new List<string>();
        _ml.Log += (_, e) => messages.Add(e.Message);
        var options = new SdcaMaximumEntropyMulticlassTrainer.Options { NumberOfThreads = 1, ConvergenceTolerance = 1 };
        _ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(options).Fit(_ml.Data.LoadFromEnumerable(Example.Clouds(count: 12000)));
        Assert.Contains(messages, m => m.Contains("maxIterations = 123", StringComparison.Ordinal));
        Assert.Contains(messages, m => m.Contains("L2 = 2.73", StringComparison.Ordinal));
        Assert.Contains(messages, m => m.Contains("L1Threshold (L1/L2) = 0.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_data_is_read_many_times()
    {
        int passes = 0;
        var data = _ml.Data.LoadFromEnumerable(Counted());
        Trainer(0.01f, 0).Fit(data);
        Assert.True(passes > 4);

        IEnumerable<Example> Counted()
        {
            passes++;
            foreach (var row in Example.Clouds())
                yield return row;
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits()
    {
        var first = new MLContext(seed: 5);
        var second = new MLContext(seed: 5);
        Assert.Equal(Bits(first), Bits(second));

        static double[] Bits(MLContext ml) => ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(Options(0.1f, 0))
            .Fit(ml.Data.LoadFromEnumerable(Example.Clouds())).Flat();
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(l2Regularization: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(l1Regularization: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(maximumNumberOfIterations: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(
            new SdcaMaximumEntropyMulticlassTrainer.Options { ConvergenceTolerance = 0 }));
    }

    private double[] Fit(List<Example> rows, float l2, float l1) => Trainer(l2, l1).Fit(_ml.Data.LoadFromEnumerable(rows)).Flat();

    private SdcaMaximumEntropyMulticlassTrainer Trainer(float l2, float l1)
        => _ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(Options(l2, l1));

    private static SdcaMaximumEntropyMulticlassTrainer.Options Options(float l2, float l1) => new()
    {
        ExampleWeightColumnName = "Weight",
        L2Regularization = l2,
        L1Regularization = l1,
        NumberOfThreads = 1,
        ConvergenceTolerance = 1e-4f,
        MaximumNumberOfIterations = 1000,
    };

    private static ConvexObjective Objective(List<Example> rows, double l2, double l1)
        => new(rows, ConvexObjective.Pairwise, rows.Count, l2, l1 * l2, penaliseBiases: true);
}
