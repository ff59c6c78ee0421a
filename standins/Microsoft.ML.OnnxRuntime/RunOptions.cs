using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

public unsafe class RunOptions : SafeHandle
{
    private bool _terminate;

    public RunOptions()
        : base(IntPtr.Zero, ownsHandle: true)
    {
        nint options;
        NativeStatus.Verify(NativeMethods.CreateRunOptions(&options));
        handle = options;
    }

    public override bool IsInvalid => handle == IntPtr.Zero;

    internal nint Pointer => handle;

    public bool Terminate
    {
        get => _terminate;
        set
        {
            if (_terminate == value)
                return;
            NativeStatus.Verify(value ? NativeMethods.RunOptionsSetTerminate(handle) : NativeMethods.RunOptionsUnsetTerminate(handle));
            _terminate = value;
        }
    }

    protected override bool ReleaseHandle()
    {
        NativeMethods.ReleaseRunOptions(handle);
        handle = IntPtr.Zero;
        return true;
    }
}
