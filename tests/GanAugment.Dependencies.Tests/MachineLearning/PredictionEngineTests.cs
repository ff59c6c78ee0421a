using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanAugment.Dependencies.Tests.MachineLearning;

public sealed class PredictionEngineTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void One_object_is_transformed_at_a_time()
    {
        ITransformer model = _ml.Transforms.Conversion.MapValueToKey("Label", "Name")
            .Append(_ml.Transforms.Conversion.MapKeyToValue("Back", "Label"))
            .Append(_ml.Transforms.Concatenate("All", "Weight", "Features"))
            .Fit(Samples.Load(_ml));
        using PredictionEngine<SampleRow, Output> engine = _ml.Model.CreatePredictionEngine<SampleRow, Output>(model);

        Output first = engine.Predict(new SampleRow { Name = "b", Weight = 4, Features = [5, 6] });
        Output second = engine.Predict(new SampleRow { Name = "c", Weight = 7, Features = [8, 9] });
        Assert.Equal("b", first.Back);
        Assert.Equal([4f, 5, 6], first.All!);
        Assert.Equal(3u, second.Label);
        Assert.Equal("Key<UInt32, 0-2>", engine.OutputSchema["Label"].Type.ToString());
    }

    [Fact]
    public void Every_transformer_must_be_row_to_row()
    {
        ITransformer other = new RecordingEstimator("rows", []) { IsRowToRow = false }.Fit(Samples.Load(_ml));
        Exception error = Assert.Throws<ArgumentOutOfRangeException>(
            "transformer", () => _ml.Model.CreatePredictionEngine<SampleRow, SampleRow>(new TransformerChain<ITransformer>(other)));
        Assert.Contains("Must be a row to row mapper", error.Message);
    }

    [Fact]
    public void Columns_that_the_model_lacks_are_left_alone_unless_wanted()
    {
        ITransformer model = new TransformerChain<ITransformer>();
        Assert.Null(_ml.Model.CreatePredictionEngine<SampleRow, Output>(model).Predict(new SampleRow { Features = [0, 0] }).Back);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Model.CreatePredictionEngine<SampleRow, Output>(model, ignoreMissingColumns: false));
    }

    private sealed class Output
    {
        public string? Back { get; set; }

        public uint Label { get; set; }

        public float[]? All { get; set; }
    }
}
