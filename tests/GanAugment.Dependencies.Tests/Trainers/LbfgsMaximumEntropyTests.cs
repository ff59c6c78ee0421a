using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace GanAugment.Dependencies.Tests.Trainers;

public sealed class LbfgsMaximumEntropyTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Theory]
    [InlineData(0.5f)]
    [InlineData(10f)]
    public void L2_alone_gives_the_point_where_the_gradient_of_the_objective_vanishes(float l2)
    {
        var rows = Example.Clouds();
        var objective = Objective(rows, l2, l1: 0);
        var parameters = Fit(rows, l2, l1: 0);
        Assert.InRange(objective.Slope(parameters), 0, 2e-3);
        Assert.Equal(objective.Value(objective.Minimise()), objective.Value(parameters), 1e-4);
    }

    [Theory]
    [InlineData(1f, 1f)]
    [InlineData(0f, 5f)]
    public void L1_is_divided_by_the_rows_and_L2_by_their_weight(float l2, float l1)
    {
        var rows = Example.Clouds();
        var objective = Objective(rows, l2, l1);
        var parameters = Fit(rows, l2, l1);
        Assert.Equal(objective.Value(objective.Minimise()), objective.Value(parameters), 1e-4);
    }

    [Fact]
    public void Strong_L1_makes_all_weights_exactly_zero_but_not_the_biases()
    {
        var rows = Example.Clouds();
        rows.RemoveRange(0, 3);
        rows.RemoveAll(row => row.Label == 1 && row.Features[0] > 0);
        var parameters = Fit(rows, l2: 0, l1: 1000);
        Assert.All(parameters.Skip(Example.Classes), weight => Assert.Equal(0, weight));
        Assert.Contains(parameters.Take(Example.Classes), bias => bias != 0);
    }

    [Fact]
    public void A_row_of_weight_two_counts_as_two_rows()
    {
        var once = Example.Clouds();
        once.ForEach(row => row.Weight = 1);
        var twice = once.SelectMany((row, i) => Enumerable.Repeat(row, i < 40 ? 2 : 1)).ToList();
        var unweighted = Fit(twice, l2: 1, l1: 0);
        for (int i = 0; i < 40; i++)
            once[i] = new Example { Label = once[i].Label, Features = once[i].Features, Weight = 2 };
        var weighted = Fit(once, l2: 1, l1: 0);
        Assert.All(unweighted.Zip(weighted), pair => Assert.Equal(pair.First, pair.Second, 2e-3));
    }

    [Fact]
    public void Rows_without_label_weight_or_finite_features_are_skipped_with_a_warning()
    {
        var rows = Example.Clouds();
        List<Example> spoilt =
        [
            .. rows,
            new() { Label = Example.Classes, Features = [5, 5] },
            new() { Label = 1, Features = [float.NaN, 5] },
            new() { Label = 1, Features = [float.PositiveInfinity, 5] },
            new() { Label = 1, Features = [5, 5], Weight = float.NaN },
            new() { Label = 1, Features = [5, 5], Weight = 0 },
        ];
        var warnings = new List<string>();
        _ml.Log += (_, e) => warnings.Add(e.Message);
        Assert.Equal(Fit(rows, 1, 0), Fit(spoilt, 1, 0));
        Assert.Contains(warnings, w => w.Contains("Skipped 5 instances with missing features/label/weight during training", StringComparison.Ordinal));
    }

    [Fact]
    public void No_usable_row_at_all_is_an_error()
        => Assert.Throws<InvalidOperationException>(() => Fit([new Example { Label = 1, Features = [float.NaN, 0] }], 1, 0));

    [Fact]
    public void Several_threads_read_the_data_once()
    {
        int passes = 0;
        var data = _ml.Data.LoadFromEnumerable(Counted());
        Trainer(1, 0).Fit(data);
        Assert.Equal(1, passes);

        IEnumerable<Example> Counted()
        {
            passes++;
            foreach (var row in Example.Clouds())
                yield return row;
        }
    }

    [Fact]
    public void Non_negativity_is_enforced()
    {
        var options = Options(1, 1);
        options.EnforceNonNegativity = true;
        var model = _ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(options).Fit(_ml.Data.LoadFromEnumerable(Example.Clouds()));
        Assert.All(model.Flat().Skip(Example.Classes), weight => Assert.InRange(weight, 0, double.MaxValue));
    }

    [Fact]
    public void Training_goes_on_from_an_earlier_model()
    {
        var data = _ml.Data.LoadFromEnumerable(Example.Clouds());
        var options = Options(1, 0);
        options.MaximumNumberOfIterations = 1;
        var trainer = _ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(options);
        var first = trainer.Fit(data);
        var second = trainer.Fit(data, first.Model);
        var objective = Objective(Example.Clouds(), 1, 0);
        Assert.True(objective.Value(second.Flat()) < objective.Value(first.Flat()));
    }

    [Fact]
    public void The_same_data_gives_the_same_bits()
        => Assert.Equal(Fit(Example.Clouds(), 1, 1), Fit(Example.Clouds(), 1, 1));

    [Theory]
    [InlineData(-1f, 1f, 1e-7f, 20)]
    [InlineData(1f, -1f, 1e-7f, 20)]
    [InlineData(1f, 1f, 0f, 20)]
    [InlineData(1f, 1f, 1e-7f, 0)]
    public void Options_out_of_range_are_refused(float l1, float l2, float tolerance, int history)
        => Assert.Throws<ArgumentOutOfRangeException>(() => _ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(
            l1Regularization: l1, l2Regularization: l2, optimizationTolerance: tolerance, historySize: history));

    private double[] Fit(List<Example> rows, float l2, float l1) => Trainer(l2, l1).Fit(_ml.Data.LoadFromEnumerable(rows)).Flat();

    private LbfgsMaximumEntropyMulticlassTrainer Trainer(float l2, float l1)
        => _ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(Options(l2, l1));

    private static LbfgsMaximumEntropyMulticlassTrainer.Options Options(float l2, float l1)
        => new() { ExampleWeightColumnName = "Weight", L2Regularization = l2, L1Regularization = l1, NumberOfThreads = 2 };

    private static ConvexObjective Objective(List<Example> rows, double l2, double l1)
    {
        double weight = rows.Sum(row => row.Weight);
        return new ConvexObjective(rows, ConvexObjective.Softmax, weight, l2 / weight, l1 / rows.Count, penaliseBiases: false);
    }
}
