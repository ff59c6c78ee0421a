using System;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Calls libtorch operators by the name of their schema, "name" or "name.overload".</summary>
internal static unsafe class Operator
{
    private static readonly ConcurrentDictionary<string, IntPtr> Handles = new();

    internal static Tensor One(string name, params ReadOnlySpan<Argument> arguments)
    {
        NativeValue result;
        Call(name, arguments, &result, 1);
        return result.Kind == ValueKind.Tensor ? new Tensor((IntPtr)result.Bits) : null;
    }

    internal static Tensor InPlace(Tensor self, string name, params ReadOnlySpan<Argument> arguments)
    {
        NativeValue result;
        Call(name, arguments, &result, 1);
        Engine.shim_tensor_free((IntPtr)result.Bits);
        return self;
    }

    /// <summary>As the package does for in-place operators: the result is another handle on the same tensor.</summary>
    internal static (Tensor, Tensor) Two(string name, params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc NativeValue[2];
        Call(name, arguments, results, 2);
        return (Owned(results[0]), Owned(results[1]));
    }

    internal static (Tensor, Tensor, Tensor) Three(string name, params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc NativeValue[3];
        Call(name, arguments, results, 3);
        return (Owned(results[0]), Owned(results[1]), Owned(results[2]));
    }

    internal static Tensor[] Many(string name, params ReadOnlySpan<Argument> arguments)
    {
        NativeValue result;
        Call(name, arguments, &result, 1);
        var handles = (IntPtr*)result.Bits;
        var tensors = new Tensor[result.Count];
        for (int i = 0; i < tensors.Length; i++) tensors[i] = new Tensor(handles[i]);
        Engine.shim_free_list((IntPtr)handles);
        return tensors;
    }

    internal static bool Truth(string name, params ReadOnlySpan<Argument> arguments) => Plain(name, arguments).Bits != 0;

    internal static NativeValue Plain(string name, params ReadOnlySpan<Argument> arguments)
    {
        NativeValue result;
        Call(name, arguments, &result, 1);
        return result;
    }

    private static Tensor Owned(NativeValue value) => value.Kind == ValueKind.Tensor ? new Tensor((IntPtr)value.Bits) : null;

    private static IntPtr Find(string name)
    {
        if (Handles.TryGetValue(name, out var handle)) return handle;
        int dot = name.IndexOf('.');
        handle = Engine.Checked(Engine.shim_operator("aten::" + (dot < 0 ? name : name[..dot]), dot < 0 ? "" : name[(dot + 1)..]));
        Handles[name] = handle;
        return handle;
    }

    [SkipLocalsInit]
    private static void Call(string name, ReadOnlySpan<Argument> arguments, NativeValue* results, int capacity)
    {
        int words = 0;
        foreach (ref readonly var a in arguments) words += a.Kind == ValueKind.Text ? (a.Count + 7) / 8 : a.Count;
        var values = stackalloc NativeValue[arguments.Length];
        long* small = stackalloc long[256];
        long* store = words <= 256 ? small : (long*)NativeMemory.Alloc((nuint)words, sizeof(long));
        try
        {
            long* free = store;
            for (int i = 0; i < arguments.Length; i++)
            {
                ref readonly var a = ref arguments[i];
                values[i] = new NativeValue { Kind = a.Kind, Count = a.Count, Bits = a.Reference is Array ? (long)free : a.Bits };
                switch (a.Reference)
                {
                    case long[] numbers: numbers.CopyTo(new Span<long>(free, numbers.Length)); break;
                    case double[] numbers: numbers.CopyTo(new Span<double>(free, numbers.Length)); break;
                    case byte[] text: text.CopyTo(new Span<byte>(free, text.Length)); break;
                    case Tensor[] tensors: for (int t = 0; t < tensors.Length; t++) free[t] = tensors[t] is { } tensor ? tensor.Handle : 0; break;
                }
                free += a.Kind == ValueKind.Text ? (a.Count + 7) / 8 : a.Count;
            }
            Engine.Checked(Engine.shim_call(Find(name), values, arguments.Length, results, capacity));
        }
        finally
        {
            if (words > 256) NativeMemory.Free(store);
        }
        // A finalizer must not free a tensor that the operator still reads.
        foreach (ref readonly var a in arguments) GC.KeepAlive(a.Reference);
    }
}
