using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Tensors under the names of a model's inputs and outputs, bound once for any number of runs.</summary>
/// <remarks>The engine sees the memory of a bound tensor, so new values in it need no new binding. They must outlive the binding.</remarks>
public unsafe class OrtIoBinding : SafeHandle
{
    internal OrtIoBinding(InferenceSession session)
        : base(IntPtr.Zero, ownsHandle: true)
    {
        nint binding;
        NativeStatus.Verify(NativeMethods.CreateIoBinding(session.Pointer, &binding));
        handle = binding;
    }

    public override bool IsInvalid => handle == IntPtr.Zero;

    internal nint Pointer
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return handle;
        }
    }

    public void BindInput(string name, OrtValue ortValue) => Bind(NativeMethods.BindInput, name, ortValue);

    public void BindOutput(string name, OrtValue ortValue) => Bind(NativeMethods.BindOutput, name, ortValue);

    protected override bool ReleaseHandle()
    {
        NativeMethods.ReleaseIoBinding(handle);
        handle = IntPtr.Zero;
        return true;
    }

    private void Bind(delegate* unmanaged<nint, byte*, nint, nint> bind, string name, OrtValue ortValue)
    {
        fixed (byte* text = NativeString.ToUtf8(name))
            NativeStatus.Verify(bind(Pointer, text, ortValue.Pointer));
        GC.KeepAlive(ortValue);
    }
}
