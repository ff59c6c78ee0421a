using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Dependencies.Tests.Trainers;

public sealed class ScoringTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Scores_are_probabilities_and_the_label_is_the_largest()
    {
        foreach (var row in Predictions(Fit().Transform(Data())))
        {
            Assert.Equal(1, row.Score.Sum(), 1e-5);
            Assert.Equal((uint)Array.IndexOf(row.Score, row.Score.Max()) + 1, row.PredictedLabel);
        }
    }

    [Fact]
    public void Predicted_labels_carry_the_key_values_and_scores_their_names()
    {
        var named = _ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(Names()).Transform(Names());
        var schema = _ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy().Fit(named).Transform(named).Schema;
        VBuffer<ReadOnlyMemory<char>> values = default;
        schema["PredictedLabel"].GetKeyValues(ref values);
        Assert.Equal(["bee", "ant"], values.DenseValues().Select(v => v.ToString()));
        schema["Score"].GetSlotNames(ref values);
        Assert.Equal(["bee", "ant"], values.DenseValues().Select(v => v.ToString()));
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 2), schema["Score"].Type);
        Assert.Equal(new KeyDataViewType(typeof(uint), 2), schema["PredictedLabel"].Type);
    }

    [Fact]
    public void The_estimator_promises_the_columns_that_its_transformer_adds()
    {
        var schema = Fit().Transform(Data()).Schema;
        Assert.Equal(["Label", "Features", "Weight", "PredictedLabel", "Score"], schema.Select(column => column.Name));
        Assert.True(((ITransformer)Fit()).IsRowToRowMapper);
    }

    [Fact]
    public void A_saved_model_gives_the_same_scores()
    {
        var model = Fit();
        _ml.Model.Save(model, Data().Schema, _file);
        var loaded = new MLContext().Model.Load(_file, out _);
        Assert.Equal(Predictions(model.Transform(Data())).SelectMany(row => row.Score), Predictions(loaded.Transform(Data())).SelectMany(row => row.Score));
    }

    [Fact]
    public void A_row_without_finite_features_still_gets_a_row_of_scores()
    {
        var odd = _ml.Data.LoadFromEnumerable([new Example { Label = 1, Features = [float.NaN, 0] }]);
        Assert.Single(Predictions(Fit().Transform(odd)));
    }

    [Fact]
    public void Other_feature_columns_than_those_trained_on_are_refused()
    {
        var model = Fit();
        Assert.Throws<ArgumentOutOfRangeException>(() => model.GetOutputSchema(_ml.Data.LoadFromEnumerable([new OneFeature()]).Schema));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.GetOutputSchema(_ml.Transforms.DropColumns("Features").Fit(Data()).Transform(Data()).Schema));
    }

    [Fact]
    public void Labels_must_be_keys_and_features_vectors_of_single()
    {
        var text = _ml.Data.LoadFromEnumerable([new Named()]);
        var trainers = _ml.MulticlassClassification.Trainers;
        Assert.Throws<ArgumentOutOfRangeException>(() => trainers.LbfgsMaximumEntropy(labelColumnName: "Name").Fit(text));
        Assert.Throws<ArgumentOutOfRangeException>(() => trainers.LbfgsMaximumEntropy(labelColumnName: "Absent").Fit(Data()));
        Assert.Throws<ArgumentOutOfRangeException>(() => trainers.SdcaMaximumEntropy(featureColumnName: "Weight").Fit(Data()));
        Assert.Throws<ArgumentOutOfRangeException>(() => trainers.SdcaMaximumEntropy(exampleWeightColumnName: "Features").Fit(Data()));
    }

    private MulticlassPredictionTransformer<Microsoft.ML.Trainers.MaximumEntropyModelParameters> Fit()
        => _ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy().Fit(Data());

    private IDataView Data() => _ml.Data.LoadFromEnumerable(Example.Clouds());

    private IDataView Names() => _ml.Data.LoadFromEnumerable(
        Example.Clouds(20).Select(row => new Named { Name = row.Label == 0 ? "bee" : "ant", Features = row.Features }).ToList());

    private List<Prediction> Predictions(IDataView scored) => [.. _ml.Data.CreateEnumerable<Prediction>(scored, reuseRowObject: false)];

    private sealed class Prediction
    {
        public uint PredictedLabel { get; set; }

        public float[] Score { get; set; } = [];
    }

    private sealed class Named
    {
        public string Name { get; set; } = "";

        [VectorType(Example.FeatureCount)]
        public float[] Features { get; set; } = new float[Example.FeatureCount];
    }

    private sealed class OneFeature
    {
        [VectorType(1)]
        public float[] Features { get; set; } = new float[1];
    }
}
