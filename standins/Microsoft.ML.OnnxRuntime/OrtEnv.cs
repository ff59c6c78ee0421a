using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>The process-wide environment, made by its first user.</summary>
public sealed class OrtEnv : SafeHandle
{
    private static readonly Lazy<OrtEnv> Shared = new(Create);

    private OrtEnv(nint env)
        : base(env, ownsHandle: true)
    {
    }

    public static bool IsCreated => Shared.IsValueCreated;

    public override bool IsInvalid => handle == IntPtr.Zero;

    internal nint Pointer => handle;

    public static OrtEnv Instance() => Shared.Value;

    public string GetVersionString() => NativeMethods.Version;

    public unsafe string[] GetAvailableProviders()
    {
        nint* names;
        int count;
        NativeStatus.Verify(NativeMethods.GetAvailableProviders(&names, &count));
        var providers = new string[count];
        for (var i = 0; i < count; i++)
            providers[i] = Marshal.PtrToStringUTF8(names[i]);
        NativeStatus.Verify(NativeMethods.ReleaseAvailableProviders(names, count));
        return providers;
    }

    // The environment must outlive every session, so the process takes it along.
    protected override bool ReleaseHandle() => true;

    private static unsafe OrtEnv Create()
    {
        nint env;
        fixed (byte* name = NativeString.ToUtf8("CSharpOnnxRuntime"))
            NativeStatus.Verify(NativeMethods.CreateEnv((int)OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING, name, &env));
        return new OrtEnv(env);
    }
}
