using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

public unsafe class SessionOptions : SafeHandle
{
    private bool _enableMemoryPattern = true;
    private bool _enableCpuMemArena = true;
    private int _intraOpNumThreads;
    private int _interOpNumThreads;
    private OrtLoggingLevel _logSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;
    private GraphOptimizationLevel _graphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL;
    private ExecutionMode _executionMode = ExecutionMode.ORT_SEQUENTIAL;

    public SessionOptions()
        : base(IntPtr.Zero, ownsHandle: true)
    {
        nint options;
        NativeStatus.Verify(NativeMethods.CreateSessionOptions(&options));
        handle = options;
    }

    public override bool IsInvalid => handle == IntPtr.Zero;

    internal nint Pointer => handle;

    public bool EnableMemoryPattern
    {
        get => _enableMemoryPattern;
        set
        {
            NativeStatus.Verify(value ? NativeMethods.EnableMemPattern(handle) : NativeMethods.DisableMemPattern(handle));
            _enableMemoryPattern = value;
        }
    }

    public bool EnableCpuMemArena
    {
        get => _enableCpuMemArena;
        set
        {
            NativeStatus.Verify(value ? NativeMethods.EnableCpuMemArena(handle) : NativeMethods.DisableCpuMemArena(handle));
            _enableCpuMemArena = value;
        }
    }

    public OrtLoggingLevel LogSeverityLevel
    {
        get => _logSeverityLevel;
        set
        {
            NativeStatus.Verify(NativeMethods.SetSessionLogSeverityLevel(handle, (int)value));
            _logSeverityLevel = value;
        }
    }

    public int IntraOpNumThreads
    {
        get => _intraOpNumThreads;
        set
        {
            NativeStatus.Verify(NativeMethods.SetIntraOpNumThreads(handle, value));
            _intraOpNumThreads = value;
        }
    }

    public int InterOpNumThreads
    {
        get => _interOpNumThreads;
        set
        {
            NativeStatus.Verify(NativeMethods.SetInterOpNumThreads(handle, value));
            _interOpNumThreads = value;
        }
    }

    public GraphOptimizationLevel GraphOptimizationLevel
    {
        get => _graphOptimizationLevel;
        set
        {
            NativeStatus.Verify(NativeMethods.SetSessionGraphOptimizationLevel(handle, (int)value));
            _graphOptimizationLevel = value;
        }
    }

    public ExecutionMode ExecutionMode
    {
        get => _executionMode;
        set
        {
            NativeStatus.Verify(NativeMethods.SetSessionExecutionMode(handle, (int)value));
            _executionMode = value;
        }
    }

    public void AddSessionConfigEntry(string configKey, string configValue)
    {
        fixed (byte* key = NativeString.ToUtf8(configKey))
        fixed (byte* value = NativeString.ToUtf8(configValue))
            NativeStatus.Verify(NativeMethods.AddSessionConfigEntry(handle, key, value));
    }

    /// <summary>Fails as the package does: a build without CUDA lacks the entry point, a build with it may lack CUDA's own libraries.</summary>
    public void AppendExecutionProvider_CUDA(int deviceId = 0)
    {
        const string entryPoint = "OrtSessionOptionsAppendExecutionProvider_CUDA";
        if (!NativeLibrary.TryGetExport(NativeMethods.Library, entryPoint, out var append))
            throw new EntryPointNotFoundException($"Unable to find an entry point named '{entryPoint}' in shared library 'onnxruntime'.");
        NativeStatus.Verify(((delegate* unmanaged<nint, int, nint>)append)(handle, deviceId));
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.ReleaseSessionOptions(handle);
        handle = IntPtr.Zero;
        return true;
    }
}
