using GanAugment.Dependencies.Tests.OnnxRuntime;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;

namespace GanAugment.Dependencies.Tests.Onnx;

/// <summary>On a model that multiplies x [N, 3] by (1, 10, 100).</summary>
public sealed class ApplyOnnxModelTests : IDisposable
{
    private readonly MLContext _ml = new();
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly string _model;

    public ApplyOnnxModelTests() => _model = ScalingModel.Write(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Columns_have_the_names_of_inputs_and_outputs_and_rows_are_batches_of_one()
    {
        var view = Apply(_ml.Transforms.ApplyOnnxModel(_model));
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 1, 3), view.Schema["y"].Type);
        Assert.Equal([[1, 20, 300], [4, 50, 600]], view.Vectors<float>("y"));
    }

    [Fact]
    public void Columns_may_be_named_one_by_one_or_in_options()
    {
        Assert.Equal([1, 20, 300], Apply(_ml.Transforms.ApplyOnnxModel("y", "x", _model)).Vectors<float>("y").First());
        Assert.Equal([1, 20, 300], Apply(_ml.Transforms.ApplyOnnxModel(["y"], ["x"], _model)).Vectors<float>("y").First());
        var options = new OnnxOptions { ModelFile = _model, InputColumns = ["x"], OutputColumns = ["y"], IntraOpNumThreads = 1 };
        Assert.Equal([1, 20, 300], Apply(_ml.Transforms.ApplyOnnxModel(options)).Vectors<float>("y").First());
    }

    [Fact]
    public void Models_come_from_streams_too()
    {
        using var stream = new MemoryStream(ScalingModel.Bytes);
        Assert.Equal([4, 50, 600], Apply(_ml.Transforms.ApplyOnnxModel(stream)).Vectors<float>("y").Last());
    }

    [Fact]
    public void A_shape_given_by_the_caller_replaces_open_dimensions_only()
    {
        var shapes = new Dictionary<string, int[]> { ["x"] = [1, 3], ["y"] = [1, 3] };
        Assert.Equal([1, 20, 300], Apply(_ml.Transforms.ApplyOnnxModel(_model, shapes)).Vectors<float>("y").First());
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.ApplyOnnxModel(_model, new Dictionary<string, int[]> { ["x"] = [1, 4] }));
    }

    [Fact]
    public void A_saved_model_carries_the_graph_with_it()
    {
        var data = Data();
        string file = Path.Combine(_folder, "model.zip");
        _ml.Model.Save(_ml.Transforms.ApplyOnnxModel(_model).Fit(data), data.Schema, file);
        File.Delete(_model);
        var loaded = new MLContext().Model.Load(file, out _);
        Assert.Equal([4, 50, 600], loaded.Transform(data).Vectors<float>("y").Last());
    }

    [Fact]
    public void Files_that_are_missing_or_no_models_are_refused()
    {
        string noModel = Path.Combine(_folder, "no.onnx");
        File.WriteAllText(noModel, "not a graph");
        Assert.Throws<IOException>(() => _ml.Transforms.ApplyOnnxModel(Path.Combine(_folder, "absent.onnx")));
        Assert.Throws<InvalidOperationException>(() => _ml.Transforms.ApplyOnnxModel(noModel));
    }

    [Fact]
    public void Columns_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.ApplyOnnxModel("absent", "x", _model));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.ApplyOnnxModel(_model).Fit(_ml.Data.LoadFromEnumerable([new Other()])));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.ApplyOnnxModel(_model).Fit(_ml.Data.LoadFromEnumerable([new Doubles()])));
        Assert.Throws<InvalidOperationException>(() => _ml.Transforms.ApplyOnnxModel(_model).Fit(_ml.Data.LoadFromEnumerable([new Two()])));
    }

    private IDataView Apply(OnnxScoringEstimator estimator) => estimator.Fit(Data()).Transform(Data());

    private IDataView Data() => _ml.Data.LoadFromEnumerable([new Row { x = [1, 2, 3] }, new Row { x = [4, 5, 6] }]);

    private sealed class Row
    {
        [VectorType(3)]
        public float[] x { get; set; } = new float[3];
    }

    private sealed class Doubles
    {
        [VectorType(3)]
        public double[] x { get; set; } = new double[3];
    }

    private sealed class Two
    {
        [VectorType(2)]
        public float[] x { get; set; } = new float[2];
    }

    private sealed class Other
    {
        public float Unrelated { get; set; }
    }
}
