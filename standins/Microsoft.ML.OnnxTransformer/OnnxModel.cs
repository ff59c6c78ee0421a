using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>A session and what goes into and comes out of it.</summary>
internal sealed class OnnxModel : IDisposable
{
    private readonly InferenceSession _session;
    private readonly string _path;
    private readonly byte[] _bytes;

    public OnnxModel(OnnxOptions options, int? gpuDeviceId, bool fallbackToCpu, byte[] bytes)
    {
        _path = options.ModelFile;
        _bytes = bytes;
        _session = Open(options, gpuDeviceId, fallbackToCpu);
        Inputs = [.. _session.InputMetadata.Where(node => IsUsed(node.Key)).Select(node => OnnxVariable.Of(node.Key, node.Value, options.ShapeDictionary))];
        Outputs = [.. _session.OutputMetadata.Where(node => IsUsed(node.Key)).Select(node => OnnxVariable.Of(node.Key, node.Value, options.ShapeDictionary))];
    }

    public IReadOnlyList<OnnxVariable> Inputs { get; }

    public IReadOnlyList<OnnxVariable> Outputs { get; }

    public byte[] ReadBytes() => _bytes ?? File.ReadAllBytes(_path);

    public OnnxVariable Input(string name) => Find(Inputs, name, "Input", "input");

    public OnnxVariable Output(string name) => Find(Outputs, name, "Ouput", "output");

    public IDisposableReadOnlyCollection<OrtValue> Run(RunOptions options, string[] inputNames, OrtValue[] inputs, string[] outputNames)
        => _session.Run(options, inputNames, inputs, outputNames);

    public void Dispose() => _session.Dispose();

    private static bool IsUsed(string name)
        => !name.StartsWith("mlnet.", StringComparison.Ordinal)
            || !(name.EndsWith(".unusedInput", StringComparison.Ordinal) || name.EndsWith(".unusedOutput", StringComparison.Ordinal));

    private static OnnxVariable Find(IReadOnlyList<OnnxVariable> variables, string name, string kind, string kinds)
        => variables.FirstOrDefault(variable => variable.Name == name) ?? throw Contracts.Mark(new ArgumentOutOfRangeException(nameof(name), name,
            $"{kind} tensor, {name}, does not exist in the ONNX model. Available {kinds} names are [{string.Join(',', variables.Select(v => v.Name))}]."));

    private InferenceSession Open(OnnxOptions options, int? gpuDeviceId, bool fallbackToCpu)
    {
        if (gpuDeviceId is { } device)
        {
            try
            {
                using var cuda = Threads(options);
                cuda.AppendExecutionProvider_CUDA(device);
                return Open(cuda);
            }
            catch (OnnxRuntimeException) when (fallbackToCpu)
            {
            }
        }

        using var cpu = Threads(options);
        return Open(cpu);
    }

    private InferenceSession Open(SessionOptions options) => _bytes is null ? new InferenceSession(_path, options) : new InferenceSession(_bytes, options);

    private static SessionOptions Threads(OnnxOptions options)
    {
        var session = new SessionOptions();
        if (options.InterOpNumThreads is { } inter)
            session.InterOpNumThreads = inter;
        if (options.IntraOpNumThreads is { } intra)
            session.IntraOpNumThreads = intra;
        return session;
    }
}
