using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Turns a native status into an exception.</summary>
internal static unsafe class NativeStatus
{
    public static void Verify(nint status)
    {
        if (status == 0)
            return;
        var code = (ErrorCode)NativeMethods.GetErrorCode(status);
        var message = Marshal.PtrToStringUTF8(NativeMethods.GetErrorMessage(status));
        NativeMethods.ReleaseStatus(status);
        throw new OnnxRuntimeException(code, message);
    }
}
