using Microsoft.ML.OnnxRuntime;

namespace GanAugment.Transforms;

/// <summary>The tensors that a session reads and writes, made once for any number of runs: only the values in their memory change.</summary>
/// <remarks>A pass over a million rows makes a hundred thousand runs. What each of them left to the collector would be more than the images.</remarks>
/// <param name="session">The session; it stays the caller's to dispose.</param>
/// <param name="onDevice">Whether it runs on a device with memory of its own.</param>
internal sealed class BoundTensors(InferenceSession session, bool onDevice) : IDisposable
{
    private readonly List<string> inputNames = [], outputNames = [];
    private readonly List<OrtValue> inputs = [], outputs = [];
    private OrtIoBinding? binding;

    /// <summary>Adds an input over an array, which stays the memory of its values.</summary>
    public void Input(string name, Array values, long[] shape)
    {
        inputNames.Add(name);
        inputs.Add(OrtTensor.Of(values, shape));
    }

    /// <summary>Adds an output over an array, which receives its values.</summary>
    public void Output(string name, Array values, long[] shape)
    {
        outputNames.Add(name);
        outputs.Add(OrtTensor.Of(values, shape));
    }

    /// <summary>Runs the session on the values as they are now.</summary>
    public void Run(RunOptions options)
    {
        // A device copies a tensor when it is bound and would not see the values of the next run.
        if (onDevice) session.Run(options, inputNames, inputs, outputNames, outputs);
        else session.RunWithBinding(options, binding ??= Bind());
    }

    /// <summary>Runs the session on the values as they are now; for outputs whose shape is not known before.</summary>
    /// <param name="options">Of the run.</param>
    /// <param name="names">The outputs.</param>
    public IDisposableReadOnlyCollection<OrtValue> Run(RunOptions options, IReadOnlyCollection<string> names) =>
        session.Run(options, inputNames, inputs, names);

    public void Dispose()
    {
        binding?.Dispose();
        foreach (OrtValue tensor in inputs) tensor.Dispose();
        foreach (OrtValue tensor in outputs) tensor.Dispose();
    }

    private OrtIoBinding Bind()
    {
        OrtIoBinding bound = session.CreateIoBinding();
        for (int i = 0; i < inputs.Count; i++) bound.BindInput(inputNames[i], inputs[i]);
        for (int i = 0; i < outputs.Count; i++) bound.BindOutput(outputNames[i], outputs[i]);
        return bound;
    }
}
