using Microsoft.ML.OnnxRuntime;

namespace GanAugment.Dependencies.Tests.OnnxRuntime;

public sealed class SessionErrorTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("ort");
    private readonly InferenceSession _session = new(ScalingModel.Bytes);

    [Fact]
    public void A_wrong_shape_is_an_invalid_argument() => AssertInvalidArgument("x", new float[4], [1, 4]);

    [Fact]
    public void A_wrong_rank_is_an_invalid_argument() => AssertInvalidArgument("x", new float[3], [3]);

    [Fact]
    public void A_wrong_element_type_is_an_invalid_argument() => AssertInvalidArgument("x", new double[3], [1, 3]);

    [Fact]
    public void A_wrong_input_name_is_an_invalid_argument() => AssertInvalidArgument("z", new float[3], [1, 3]);

    [Fact]
    public void A_wrong_output_name_is_an_invalid_argument()
    {
        using var options = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(new float[3], [1, 3]);
        var error = Assert.Throws<OnnxRuntimeException>(() => _session.Run(options, ["x"], [input], ["image"]));
        Assert.StartsWith("[ErrorCode:InvalidArgument]", error.Message);
    }

    [Fact]
    public void A_missing_input_fails()
    {
        using var options = new RunOptions();
        Assert.Throws<OnnxRuntimeException>(() => _session.Run(options, [], [], ["y"]));
    }

    [Fact]
    public void Names_and_values_must_be_equally_many()
    {
        using var options = new RunOptions();
        Assert.Throws<ArgumentException>(() => _session.Run(options, ["x"], [], ["y"]));
    }

    [Fact]
    public void Memory_shorter_than_its_shape_is_refused()
    {
        var error = Assert.Throws<OnnxRuntimeException>(() => OrtValue.CreateTensorValueFromMemory(new float[2], [1, 3]));
        Assert.StartsWith("[ErrorCode:InvalidArgument]", error.Message);
    }

    [Fact]
    public void Data_is_read_only_as_its_own_type()
    {
        using var value = OrtValue.CreateTensorValueFromMemory(new float[3], [1, 3]);
        Assert.Throws<OnnxRuntimeException>(() => value.GetTensorDataAsSpan<double>().Length);
    }

    [Fact]
    public void A_file_that_is_no_model_is_an_invalid_protobuf()
    {
        var path = Path.Combine(_directory.FullName, "text.onnx");
        File.WriteAllText(path, "this is not a model");
        var error = Assert.Throws<OnnxRuntimeException>(() => new InferenceSession(path));
        Assert.StartsWith("[ErrorCode:InvalidProtobuf]", error.Message);
    }

    [Fact]
    public void A_truncated_model_is_refused() =>
        Assert.Throws<OnnxRuntimeException>(() => new InferenceSession(ScalingModel.Bytes[..^20]));

    [Fact]
    public void A_missing_file_is_no_such_file()
    {
        var error = Assert.Throws<OnnxRuntimeException>(() => new InferenceSession(Path.Combine(_directory.FullName, "missing.onnx")));
        Assert.StartsWith("[ErrorCode:NoSuchFile]", error.Message);
    }

    // With CUDA there is nothing to see; without it exactly these two types, on which a fallback to the CPU relies.
    [Fact]
    public void A_gpu_that_is_not_there_is_reported_by_one_of_two_exceptions()
    {
        using var options = new SessionOptions();
        var error = Record.Exception(() => options.AppendExecutionProvider_CUDA(0));
        Assert.True(error is null or OnnxRuntimeException or EntryPointNotFoundException, error?.ToString());
    }

    public void Dispose()
    {
        _session.Dispose();
        _directory.Delete(recursive: true);
    }

    private void AssertInvalidArgument<T>(string name, T[] data, long[] shape)
        where T : unmanaged
    {
        using var options = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(data, shape);
        var error = Assert.Throws<OnnxRuntimeException>(() => _session.Run(options, [name], [input], ["y"]));
        Assert.StartsWith("[ErrorCode:InvalidArgument]", error.Message);
    }
}
