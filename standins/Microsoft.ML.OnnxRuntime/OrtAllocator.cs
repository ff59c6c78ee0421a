using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

public class OrtAllocator : SafeHandle
{
    private static readonly Lazy<OrtAllocator> Default = new(GetDefault);

    private OrtAllocator(nint allocator)
        : base(allocator, ownsHandle: false)
    {
    }

    public static OrtAllocator DefaultInstance => Default.Value;

    public override bool IsInvalid => handle == IntPtr.Zero;

    internal nint Pointer => handle;

    protected override bool ReleaseHandle() => true;

    private static unsafe OrtAllocator GetDefault()
    {
        nint allocator;
        NativeStatus.Verify(NativeMethods.GetAllocatorWithDefaultOptions(&allocator));
        return new OrtAllocator(allocator);
    }
}
