using System.Runtime.InteropServices;
using System.Text;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Strings on their way to and from the engine.</summary>
internal static unsafe class NativeString
{
    /// <summary>UTF-8 with a terminating zero.</summary>
    public static byte[] ToUtf8(string text) => Encoding.UTF8.GetBytes(text + '\0');

    /// <summary>Reads a string that the default allocator owns and gives it back.</summary>
    public static string Take(nint pointer)
    {
        if (pointer == 0)
            return null;
        var text = Marshal.PtrToStringUTF8(pointer);
        Free((void*)pointer);
        return text;
    }

    public static void Free(void* pointer) => NativeStatus.Verify(NativeMethods.AllocatorFree(OrtAllocator.DefaultInstance.Pointer, pointer));
}
