using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace GanAugment.Dependencies.Tests.OnnxRuntime;

public sealed class SessionTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("ort");

    [Fact]
    public void A_model_gives_the_same_result_from_a_file_and_from_memory()
    {
        using var fromFile = new InferenceSession(ScalingModel.Write(_directory.FullName));
        using var fromMemory = new InferenceSession(ScalingModel.Bytes);
        Assert.Equal([2, 30, 400, 5, 60, 700], Scale(fromFile, [2, 3, 4, 5, 6, 7]));
        Assert.Equal([2, 30, 400, 5, 60, 700], Scale(fromMemory, [2, 3, 4, 5, 6, 7]));
    }

    [Fact]
    public void Metadata_names_shapes_and_element_types()
    {
        using var session = new InferenceSession(ScalingModel.Bytes);
        var (name, node) = Assert.Single(session.InputMetadata);
        Assert.Equal("x", name);
        Assert.Equal([-1, 3], node.Dimensions);
        Assert.Equal(["N", ""], node.SymbolicDimensions);
        Assert.Equal(typeof(float), node.ElementType);
        Assert.Equal(TensorElementType.Float, node.ElementDataType);
        Assert.True(node.IsTensor);
        Assert.Equal(["y"], session.OutputMetadata.Keys);
    }

    [Fact]
    public void Custom_metadata_is_read_as_utf8()
    {
        using var session = new InferenceSession(ScalingModel.Bytes);
        Assert.Equal("Grüße", session.ModelMetadata.CustomMetadataMap["greeting"]);
        Assert.Equal("conformance", session.ModelMetadata.ProducerName);
        Assert.Equal("scaling", session.ModelMetadata.GraphName);
    }

    [Fact]
    public void Results_go_into_memory_of_the_caller()
    {
        using var session = new InferenceSession(ScalingModel.Bytes);
        using var options = new RunOptions();
        var result = new float[3];
        using var input = OrtValue.CreateTensorValueFromMemory(new float[] { 1, 1, 1 }, [1, 3]);
        using var output = OrtValue.CreateTensorValueFromMemory(result, [1, 3]);
        session.Run(options, ["x"], [input], ["y"], [output]);
        Assert.Equal([1, 10, 100], result);
    }

    [Fact]
    public void Tensors_that_were_bound_once_serve_any_number_of_runs()
    {
        using var session = new InferenceSession(ScalingModel.Bytes);
        using var options = new RunOptions();
        float[] x = [1, 1, 1, 1, 1, 1], result = new float[6];
        using var input = OrtValue.CreateTensorValueFromMemory(x, [2, 3]);
        using var output = OrtValue.CreateTensorValueFromMemory(result, [2, 3]);
        using var binding = session.CreateIoBinding();
        binding.BindInput("x", input);
        binding.BindOutput("y", output);
        session.RunWithBinding(options, binding);
        Assert.Equal([1, 10, 100, 1, 10, 100], result);
        // On a processor the values are read when the session runs, not when they were bound.
        x[5] = 7;
        session.RunWithBinding(options, binding);
        Assert.Equal([1, 10, 100, 1, 10, 700], result);
    }

    [Fact]
    public void Names_and_shapes_that_do_not_fit_are_refused_when_bound_or_run()
    {
        using var session = new InferenceSession(ScalingModel.Bytes);
        using var options = new RunOptions();
        using var wide = OrtValue.CreateTensorValueFromMemory(new float[4], [1, 4]);
        using var unknown = session.CreateIoBinding();
        Assert.Throws<OnnxRuntimeException>(() => unknown.BindInput("absent", wide));
        using var binding = session.CreateIoBinding();
        binding.BindInput("x", wide);
        Assert.Throws<OnnxRuntimeException>(() => session.RunWithBinding(options, binding));
    }

    [Fact]
    public void A_batch_of_no_rows_is_a_batch()
    {
        using var session = new InferenceSession(ScalingModel.Bytes);
        Assert.Empty(Scale(session, []));
    }

    [Fact]
    public void Thirty_two_callers_share_one_session()
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        using var session = new InferenceSession(ScalingModel.Bytes, options);
        var wrong = 0;
        var callers = Enumerable.Range(0, 32).Select(caller => new Thread(() =>
        {
            for (var i = 0; i < 50; i++)
            {
                if (!Scale(session, [caller, i, 1]).AsSpan().SequenceEqual([caller, 10 * i, 100]))
                    Interlocked.Increment(ref wrong);
            }
        })).ToList();
        callers.ForEach(c => c.Start());
        callers.ForEach(c => c.Join());
        Assert.Equal(0, wrong);
    }

    [Fact]
    public void A_terminated_run_fails()
    {
        using var session = new InferenceSession(ScalingModel.Bytes);
        using var options = new RunOptions { Terminate = true };
        using var input = OrtValue.CreateTensorValueFromMemory(new float[3], [1, 3]);
        Assert.Throws<OnnxRuntimeException>(() => session.Run(options, ["x"], [input], ["y"]));
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private static float[] Scale(InferenceSession session, float[] x)
    {
        using var options = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(x, [x.Length / 3, 3]);
        using var outputs = session.Run(options, ["x"], [input], ["y"]);
        Assert.Equal([x.Length / 3, 3], outputs[0].GetTensorTypeAndShape().Shape);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
