using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A handle on a native tensor.</summary>
    public partial class Tensor : IDisposable
    {
        internal IntPtr handle;
        private static long totalCount;
        private static long peakCount;

        internal Tensor(IntPtr handle) : this(handle, true) { }

        internal Tensor(IntPtr handle, bool register)
        {
            this.handle = handle;
            long live = Interlocked.Increment(ref totalCount);
            if (live > peakCount) peakCount = live;
            if (register) OwningDisposeScope = DisposeScopeManager.ThreadSingleton.Register(this);
        }

        ~Tensor() => Dispose(false);

        internal DisposeScope OwningDisposeScope { get; set; }

        public string name { get; set; }

        public static long TotalCount => totalCount;
        public static long PeakCount => peakCount;

        public static Tensor UnsafeCreateTensor(IntPtr handle) => new(handle);

        public bool IsInvalid => handle == IntPtr.Zero;

        public IntPtr Handle => handle != IntPtr.Zero ? handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (handle == IntPtr.Zero) return;
            DisposeScopeManager.ThreadSingleton.Disposing(this);
            OwningDisposeScope?.MarkAsDisposed(this);
            Interlocked.Decrement(ref totalCount);
            Engine.shim_tensor_free(handle);
            handle = IntPtr.Zero;
        }

        public IntPtr DecoupleFromNativeHandle()
        {
            GC.SuppressFinalize(this);
            var moved = Handle;
            Interlocked.Decrement(ref totalCount);
            handle = IntPtr.Zero;
            return moved;
        }

        internal IntPtr MoveHandle()
        {
            var moved = handle;
            handle = IntPtr.Zero;
            return moved;
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(new IDisposable[] { this });
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(new IDisposable[] { this });
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor MoveToOtherDisposeScope(DisposeScope other)
        {
            if (OwningDisposeScope is null && other is not null) other.Attach(this);
            else OwningDisposeScope?.MoveToOther(other, new IDisposable[] { this });
            return this;
        }

        public long Dimensions => Engine.Checked(Engine.shim_tensor_dim(Handle));
        public long dim() => Dimensions;
        public long ndim => Dimensions;
        public long NumberOfElements => Engine.Checked(Engine.shim_tensor_numel(Handle));
        public long numel() => NumberOfElements;
        public long ElementSize => Engine.Checked(Engine.shim_tensor_element_size(Handle));
        public long element_size() => ElementSize;
        public ScalarType dtype => (ScalarType)Engine.Checked(Engine.shim_tensor_type(Handle));
        public Device device => device_type == DeviceType.CPU ? new Device(DeviceType.CPU) : Device.FromCode(Engine.shim_tensor_device(Handle));
        public DeviceType device_type => (DeviceType)(Engine.shim_tensor_device(Handle) & 0xff);
        public int device_index => (int)(Engine.shim_tensor_device(Handle) >> 8) - 1;
        public bool is_cuda => device_type == DeviceType.CUDA;
        public bool is_cpu() => device_type == DeviceType.CPU;
        public bool is_meta => device_type == DeviceType.META;
        public bool is_sparse => Engine.Checked(Engine.shim_tensor_is_sparse(Handle)) != 0;
        public bool is_contiguous() => Engine.Checked(Engine.shim_tensor_is_contiguous(Handle)) != 0;
        public bool is_integral() => torch.is_integral(dtype);
        public bool is_floating_point() => torch.is_floating_point(dtype);
        public bool is_complex() => torch.is_complex(dtype);
        public long storage_offset() => Engine.Checked(Engine.shim_tensor_storage_offset(Handle));

        public unsafe long[] shape
        {
            get
            {
                var sizes = new long[Dimensions];
                fixed (long* p = sizes) Engine.Checked(Engine.shim_tensor_sizes(Handle, p));
                return sizes;
            }
        }

        public long[] size() => shape;

        public long size(int dim) => shape[dim < 0 ? dim + (int)ndim : dim];

        public unsafe long[] stride()
        {
            var steps = new long[Dimensions];
            fixed (long* p = steps) Engine.Checked(Engine.shim_tensor_strides(Handle, p));
            return steps;
        }

        public long stride(int dim) => stride()[dim < 0 ? dim + (int)ndim : dim];

        public Tensor alias() => new(Engine.Checked(Engine.shim_tensor_alias(Handle)));

        public bool Equals(Tensor target) => target is not null && Operator.Truth("equal", this, target);

        public override bool Equals(object obj) => obj is Tensor tensor && Equals(tensor);

        public override int GetHashCode() => base.GetHashCode();

        public override string ToString()
        {
            if (handle == IntPtr.Zero) return "";
            return $"[{string.Join("x", shape)}], type = {dtype}, device = {device}";
        }
    }

    public static bool is_integral(ScalarType type) =>
        type is ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 or ScalarType.Int32 or ScalarType.Int64 or ScalarType.Bool;
    public static bool is_floating_point(ScalarType type) => type is ScalarType.Float16 or ScalarType.Float32 or ScalarType.Float64 or ScalarType.BFloat16;
    public static bool is_complex(ScalarType type) => type is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64;

    public static readonly ScalarType uint8 = ScalarType.Byte;
    public static readonly ScalarType int8 = ScalarType.Int8;
    public static readonly ScalarType int16 = ScalarType.Int16;
    public static readonly ScalarType int32 = ScalarType.Int32;
    public static readonly ScalarType int64 = ScalarType.Int64;
    public static readonly ScalarType float16 = ScalarType.Float16;
    public static readonly ScalarType float32 = ScalarType.Float32;
    public static readonly ScalarType float64 = ScalarType.Float64;
    public static readonly ScalarType bfloat16 = ScalarType.BFloat16;
    public static readonly ScalarType half = ScalarType.Float16;
    public static readonly ScalarType @bool = ScalarType.Bool;
    public static readonly ScalarType @double = ScalarType.Float64;
    public static readonly ScalarType @float = ScalarType.Float32;
    public static readonly ScalarType @int = ScalarType.Int32;
    public static readonly ScalarType @long = ScalarType.Int64;
}
