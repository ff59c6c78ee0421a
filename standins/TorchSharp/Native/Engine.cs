using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Finds and binds the compiled shim. See native/ for the other side.</summary>
internal static unsafe partial class Engine
{
    internal const string Library = "TorchSharp-native";
    private const string Folder = "TORCHSHARP_NATIVE";

    [ModuleInitializer]
    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(Engine).Assembly, Resolve);

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library) return IntPtr.Zero;
        var recorded = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == "TorchSharpNative")?.Value;
        var candidates = new[] { AppContext.BaseDirectory, recorded, Environment.GetEnvironmentVariable(Folder) }
            .Where(d => !string.IsNullOrEmpty(d)).Select(d => Path.Combine(d, "libTorchSharp.so")).ToArray();
        string trace = "";
        foreach (var file in candidates)
        {
            if (!File.Exists(file)) { trace += $"\n    {file}: no such file"; continue; }
            try { return NativeLibrary.Load(file); }
            catch (Exception e) { trace += $"\n    {file}: {e.Message}"; }
        }
        throw new NotSupportedException(
            "This application or script uses TorchSharp but doesn't contain a reference to a libtorch package. "
            + "Consider referencing one of the combination packages TorchSharp-cpu, TorchSharp-cuda-linux, TorchSharp-cuda-windows. Tried:" + trace);
    }

    private static bool loaded;

    /// <summary>Throws what the real package throws where no native package is referenced.</summary>
    internal static void Load()
    {
        if (loaded) return;
        shim_version();
        loaded = true;
    }

    internal static void Throw() => throw new ExternalException(Marshal.PtrToStringUTF8(shim_error()));

    internal static IntPtr Checked(IntPtr handle)
    {
        if (handle == IntPtr.Zero) Throw();
        return handle;
    }

    internal static int Checked(int result)
    {
        if (result < 0) Throw();
        return result;
    }

    internal static long Checked(long result)
    {
        if (result < 0) Throw();
        return result;
    }

    [LibraryImport(Library)] internal static partial IntPtr shim_error();
    [LibraryImport(Library)] internal static partial IntPtr shim_version();
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial IntPtr shim_operator(string name, string overload);
    [LibraryImport(Library)] internal static partial int shim_call(IntPtr op, NativeValue* arguments, int count, NativeValue* results, int capacity);
    [LibraryImport(Library)] internal static partial void shim_free_list(IntPtr handles);

    [LibraryImport(Library)] internal static partial IntPtr shim_tensor_alias(IntPtr t);
    [LibraryImport(Library)] internal static partial void shim_tensor_free(IntPtr t);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long shim_tensor_dim(IntPtr t);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long shim_tensor_numel(IntPtr t);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long shim_tensor_element_size(IntPtr t);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int shim_tensor_type(IntPtr t);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long shim_tensor_device(IntPtr t);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int shim_tensor_sizes(IntPtr t, long* sizes);
    [LibraryImport(Library)] internal static partial long shim_tensor_storage_offset(IntPtr t);
    [LibraryImport(Library)] internal static partial int shim_tensor_strides(IntPtr t, long* strides);
    [LibraryImport(Library)] internal static partial int shim_tensor_is_contiguous(IntPtr t);
    [LibraryImport(Library)] internal static partial int shim_tensor_is_sparse(IntPtr t);
    [LibraryImport(Library)] internal static partial IntPtr shim_tensor_data(IntPtr t);
    [LibraryImport(Library)] internal static partial IntPtr shim_tensor_from_memory(void* data, long* sizes, int dimensions, int type,
        delegate* unmanaged<IntPtr, void> release, IntPtr owner);

    [LibraryImport(Library)] internal static partial int shim_requires_grad(IntPtr t);
    [LibraryImport(Library)] internal static partial int shim_set_requires_grad(IntPtr t, int value);
    [LibraryImport(Library)] internal static partial int shim_is_leaf(IntPtr t);
    [LibraryImport(Library)] internal static partial IntPtr shim_grad(IntPtr t);
    [LibraryImport(Library)] internal static partial int shim_set_grad(IntPtr t, IntPtr gradient);
    [LibraryImport(Library)] internal static partial int shim_backward(IntPtr* tensors, int count, IntPtr* gradients, int gradientCount, int retain, int create,
        IntPtr* inputs, int inputCount);
    [LibraryImport(Library)] internal static partial int shim_gradients(IntPtr* outputs, int outputCount, IntPtr* inputs, int inputCount, IntPtr* gradients,
        int gradientCount, int retain, int create, int allowUnused, IntPtr* results);
    [LibraryImport(Library)] internal static partial int shim_grad_enabled();
    [LibraryImport(Library)] internal static partial void shim_set_grad_enabled(int enabled);
    [LibraryImport(Library)] internal static partial int shim_inference_enabled();
    [LibraryImport(Library)] internal static partial IntPtr shim_inference_enter(int enabled);
    [LibraryImport(Library)] internal static partial void shim_inference_leave(IntPtr guard);

    [LibraryImport(Library)] internal static partial void shim_manual_seed(long seed);
    [LibraryImport(Library)] internal static partial IntPtr shim_generator_default(long device);
    [LibraryImport(Library)] internal static partial IntPtr shim_generator_new(ulong seed, long device);
    [LibraryImport(Library)] internal static partial void shim_generator_free(IntPtr handle);
    [LibraryImport(Library)] internal static partial int shim_generator_manual_seed(IntPtr handle, long seed);
    [LibraryImport(Library)] internal static partial long shim_generator_seed(IntPtr handle);
    [LibraryImport(Library)] internal static partial long shim_generator_initial_seed(IntPtr handle);
    [LibraryImport(Library)] internal static partial IntPtr shim_generator_get_state(IntPtr handle);
    [LibraryImport(Library)] internal static partial int shim_generator_set_state(IntPtr handle, IntPtr state);

    [LibraryImport(Library)] internal static partial int shim_threads();
    [LibraryImport(Library)] internal static partial int shim_set_threads(int count);
    [LibraryImport(Library)] internal static partial int shim_interop_threads();
    [LibraryImport(Library)] internal static partial int shim_set_interop_threads(int count);
    [LibraryImport(Library)] internal static partial int shim_cuda_available();
    [LibraryImport(Library)] internal static partial int shim_cudnn_available();
    [LibraryImport(Library)] internal static partial int shim_cuda_count();
    [LibraryImport(Library)] internal static partial int shim_cuda_manual_seed(long seed, long device);
    [LibraryImport(Library)] internal static partial int shim_cuda_synchronize(long device);
    [LibraryImport(Library)] internal static partial void shim_allow_tf32_matmul(int allow);
    [LibraryImport(Library)] internal static partial int shim_tf32_matmul();
    [LibraryImport(Library)] internal static partial void shim_allow_tf32_cudnn(int allow);
    [LibraryImport(Library)] internal static partial int shim_tf32_cudnn();
    [LibraryImport(Library)] internal static partial int shim_deterministic();
    [LibraryImport(Library)] internal static partial int shim_set_deterministic(int on, int warn);
}

/// <summary>One argument or result of an operator; the layout is shim::Value's.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeValue
{
    internal ValueKind Kind;
    internal int Count;
    internal long Bits;
}

internal enum ValueKind
{
    None, Tensor, Int, Real, Bool, IntList, RealList, TensorList, Text, Device, Generator, Default,
}
