using System;
using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    private static ScalarType defaultType = ScalarType.Float32;
    private static Device defaultDevice;

    public static string __version__
    {
        get
        {
            Engine.Load();
            return Marshal.PtrToStringUTF8(Engine.shim_version());
        }
    }

    public static DisposeScope NewDisposeScope() => DisposeScopeManager.ThreadSingleton.NewDisposeScope();

    public static DisposeScope CurrentDisposeScope => DisposeScopeManager.ThreadSingleton.CurrentDisposeScope;

    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }

    public static ScalarType get_default_dtype() => defaultType;

    public static void set_default_dtype(ScalarType dtype) => defaultType = dtype;

    public static Device get_default_device() => defaultDevice ??= new Device(DeviceType.CPU);

    public static void set_default_device(Device device) => defaultDevice = device;

    public static void set_default_device(string device) => defaultDevice = new Device(device);

    public static int get_num_threads()
    {
        Engine.Load();
        return Engine.shim_threads();
    }

    public static void set_num_threads(int num)
    {
        Engine.Load();
        Engine.Checked(Engine.shim_set_threads(num));
    }

    public static int get_num_interop_threads()
    {
        Engine.Load();
        return Engine.shim_interop_threads();
    }

    public static void set_num_interop_threads(int num)
    {
        Engine.Load();
        Engine.Checked(Engine.shim_set_interop_threads(num));
    }

    public static bool cuda_is_available() => TryInitializeDeviceType(DeviceType.CUDA);

    public static partial class cuda
    {
        public static bool is_available() => TryInitializeDeviceType(DeviceType.CUDA);

        public static bool is_cudnn_available() => is_available() && Engine.shim_cudnn_available() != 0;

        public static int device_count() => is_available() ? Engine.shim_cuda_count() : 0;

        public static void manual_seed(long seed)
        {
            if (is_available()) Engine.Checked(Engine.shim_cuda_manual_seed(seed, new Device(DeviceType.CUDA).Code));
        }

        public static void manual_seed_all(long seed)
        {
            for (int i = 0, n = device_count(); i < n; i++) Engine.Checked(Engine.shim_cuda_manual_seed(seed, new Device(DeviceType.CUDA, i).Code));
        }

        public static void synchronize(Device device = null)
        {
            if (is_available()) Engine.Checked(Engine.shim_cuda_synchronize((device ?? new Device(DeviceType.CUDA)).Code));
        }
    }

    public static partial class backends
    {
        public static partial class cuda
        {
            public static partial class matmul
            {
                public static bool allow_tf32 { get => Engine.shim_tf32_matmul() != 0; set => Engine.shim_allow_tf32_matmul(value ? 1 : 0); }
            }
        }

        public static partial class cudnn
        {
            public static bool allow_tf32 { get => Engine.shim_tf32_cudnn() != 0; set => Engine.shim_allow_tf32_cudnn(value ? 1 : 0); }
        }
    }
}
