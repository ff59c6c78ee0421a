namespace Microsoft.ML.OnnxRuntime;

/// <summary>A loaded model. <c>Run</c> may be called from any number of threads at once.</summary>
public unsafe class InferenceSession : IDisposable
{
    private readonly Dictionary<string, NodeMetadata> _inputs = [];
    private readonly Dictionary<string, NodeMetadata> _outputs = [];

    // The names as the engine allocated them, kept for its lifetime so that Run converts nothing.
    private readonly Dictionary<string, nint> _inputNames = [];
    private readonly Dictionary<string, nint> _outputNames = [];
    private readonly Lazy<ModelMetadata> _modelMetadata;
    private nint _session;

    public InferenceSession(string modelPath)
        : this(modelPath, null)
    {
    }

    public InferenceSession(string modelPath, SessionOptions options)
        : this()
    {
        ArgumentNullException.ThrowIfNull(modelPath);
        nint session;
        using var defaults = options == null ? new SessionOptions() : null;
        fixed (byte* path = NativeString.ToUtf8(modelPath))
            NativeStatus.Verify(NativeMethods.CreateSession(OrtEnv.Instance().Pointer, path, (options ?? defaults).Pointer, &session));
        Open(session);
    }

    public InferenceSession(byte[] model)
        : this(model, null)
    {
    }

    public InferenceSession(byte[] model, SessionOptions options)
        : this()
    {
        ArgumentNullException.ThrowIfNull(model);
        nint session;
        using var defaults = options == null ? new SessionOptions() : null;
        fixed (byte* bytes = model)
        {
            NativeStatus.Verify(NativeMethods.CreateSessionFromArray(
                OrtEnv.Instance().Pointer, bytes, (nuint)model.Length, (options ?? defaults).Pointer, &session));
        }
        Open(session);
    }

    private InferenceSession() => _modelMetadata = new(() => new ModelMetadata(this));

    public IReadOnlyDictionary<string, NodeMetadata> InputMetadata => _inputs;

    public IReadOnlyList<string> InputNames => [.. _inputs.Keys];

    public IReadOnlyDictionary<string, NodeMetadata> OutputMetadata => _outputs;

    public IReadOnlyList<string> OutputNames => [.. _outputs.Keys];

    public ModelMetadata ModelMetadata => _modelMetadata.Value;

    internal nint Pointer
    {
        get
        {
            ObjectDisposedException.ThrowIf(_session == 0, this);
            return _session;
        }
    }

    public IDisposableReadOnlyCollection<OrtValue> Run(
        RunOptions runOptions, IReadOnlyCollection<string> inputNames, IReadOnlyCollection<OrtValue> inputValues, IReadOnlyCollection<string> outputNames)
    {
        RequireSameLength(inputNames, inputValues, nameof(inputNames), nameof(inputValues));
        var produced = new nint[outputNames.Count];
        Run(runOptions, inputNames, inputValues, outputNames, produced);
        var values = new DisposableList<OrtValue>();
        values.AddRange(produced.Select(v => new OrtValue(v)));
        return values;
    }

    public IDisposableReadOnlyCollection<OrtValue> Run(
        RunOptions runOptions, IReadOnlyDictionary<string, OrtValue> inputs, IReadOnlyCollection<string> outputNames) =>
        Run(runOptions, [.. inputs.Keys], [.. inputs.Values], outputNames);

    public void Run(
        RunOptions runOptions, IReadOnlyCollection<string> inputNames, IReadOnlyCollection<OrtValue> inputValues,
        IReadOnlyCollection<string> outputNames, IReadOnlyCollection<OrtValue> outputValues)
    {
        RequireSameLength(inputNames, inputValues, nameof(inputNames), nameof(inputValues));
        RequireSameLength(outputNames, outputValues, nameof(outputNames), nameof(outputValues));
        Run(runOptions, inputNames, inputValues, outputNames, Array.ConvertAll([.. outputValues], v => v.Pointer));
        GC.KeepAlive(outputValues);
    }

    public OrtIoBinding CreateIoBinding() => new(this);

    public void RunWithBinding(RunOptions runOptions, OrtIoBinding ioBinding)
    {
        NativeStatus.Verify(NativeMethods.RunWithBinding(Pointer, runOptions.Pointer, ioBinding.Pointer));
        GC.KeepAlive(ioBinding);
        GC.KeepAlive(this);
    }

    ~InferenceSession() => Dispose(false);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (_session == 0)
            return;
        foreach (var name in _inputNames.Values.Concat(_outputNames.Values))
            NativeString.Free((void*)name);
        NativeMethods.ReleaseSession(_session);
        _session = 0;
    }

    private static void RequireSameLength<TFirst, TSecond>(
        IReadOnlyCollection<TFirst> first, IReadOnlyCollection<TSecond> second, string firstName, string secondName)
    {
        if (first.Count != second.Count)
            throw new ArgumentException($"Length of {firstName} ({first.Count}) must match that of {secondName} ({second.Count}).");
    }

    private void Run(
        RunOptions runOptions, IReadOnlyCollection<string> inputNames, IReadOnlyCollection<OrtValue> inputValues,
        IReadOnlyCollection<string> outputNames, nint[] outputs)
    {
        var session = Pointer;
        fixed (nint* inputNamePointers = Array.ConvertAll([.. inputNames], n => Find(_inputNames, n, "Input")))
        fixed (nint* inputPointers = Array.ConvertAll([.. inputValues], v => v.Pointer))
        fixed (nint* outputNamePointers = Array.ConvertAll([.. outputNames], n => Find(_outputNames, n, "Output")))
        fixed (nint* outputPointers = outputs)
        {
            NativeStatus.Verify(NativeMethods.Run(
                session, runOptions?.Pointer ?? 0, inputNamePointers, inputPointers, (nuint)inputNames.Count,
                outputNamePointers, (nuint)outputs.Length, outputPointers));
        }
        GC.KeepAlive(inputValues);
        GC.KeepAlive(this);
    }

    private static nint Find(Dictionary<string, nint> names, string name, string kind) => names.TryGetValue(name, out var pointer)
        ? pointer
        : throw new OnnxRuntimeException(ErrorCode.InvalidArgument, $"{kind} name: '{name}' is not in the metadata");

    private void Open(nint session)
    {
        _session = session;
        Read(NativeMethods.SessionGetInputCount, NativeMethods.SessionGetInputName, NativeMethods.SessionGetInputTypeInfo, _inputNames, _inputs);
        Read(NativeMethods.SessionGetOutputCount, NativeMethods.SessionGetOutputName, NativeMethods.SessionGetOutputTypeInfo, _outputNames, _outputs);
    }

    private void Read(
        delegate* unmanaged<nint, nuint*, nint> getCount, delegate* unmanaged<nint, nuint, nint, nint*, nint> getName,
        delegate* unmanaged<nint, nuint, nint*, nint> getType, Dictionary<string, nint> names, Dictionary<string, NodeMetadata> nodes)
    {
        nuint count;
        NativeStatus.Verify(getCount(_session, &count));
        for (nuint i = 0; i < count; i++)
        {
            nint name, type;
            NativeStatus.Verify(getName(_session, i, OrtAllocator.DefaultInstance.Pointer, &name));
            var text = System.Runtime.InteropServices.Marshal.PtrToStringUTF8(name);
            names[text] = name;
            NativeStatus.Verify(getType(_session, i, &type));
            nodes[text] = new NodeMetadata(type);
            NativeMethods.ReleaseTypeInfo(type);
        }
    }
}
