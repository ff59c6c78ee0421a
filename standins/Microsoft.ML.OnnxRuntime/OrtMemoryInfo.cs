using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

public class OrtMemoryInfo : SafeHandle
{
    private const int DeviceAllocator = 0, DefaultMemory = 0;

    private static readonly Lazy<OrtMemoryInfo> Default = new(GetDefault);

    private OrtMemoryInfo(nint info)
        : base(info, ownsHandle: true)
    {
    }

    public static OrtMemoryInfo DefaultInstance => Default.Value;

    public override bool IsInvalid => handle == IntPtr.Zero;

    internal nint Pointer => handle;

    protected override unsafe bool ReleaseHandle()
    {
        NativeMethods.ReleaseMemoryInfo(handle);
        handle = IntPtr.Zero;
        return true;
    }

    private static unsafe OrtMemoryInfo GetDefault()
    {
        nint info;
        NativeStatus.Verify(NativeMethods.CreateCpuMemoryInfo(DeviceAllocator, DefaultMemory, &info));
        return new OrtMemoryInfo(info);
    }
}
