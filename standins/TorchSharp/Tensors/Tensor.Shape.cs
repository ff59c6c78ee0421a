using System;
using System.Collections.Generic;
using System.Linq;
using static TorchSharp.Operator;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor view(params long[] shape) => One("view", this, shape);
        public Tensor view_as(Tensor other) => One("view_as", this, other);
        public Tensor reshape(params long[] shape) => One("reshape", this, shape);
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => One("flatten.using_ints", this, start_dim, end_dim);
        public Tensor squeeze(long? dim = null) => dim is { } d ? One("squeeze.dim", this, d) : One("squeeze", this);
        public Tensor unsqueeze(long dim) => One("unsqueeze", this, dim);
        public Tensor t() => One("t", this);
        public Tensor T => One("numpy_T", this);
        public Tensor transpose(long dim0, long dim1) => One("transpose.int", this, dim0, dim1);
        public Tensor permute(params long[] permutation) => One("permute", this, permutation);
        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());
        public Tensor movedim(long[] source, long[] destination) => One("movedim.intlist", this, source, destination);
        public Tensor expand(params long[] sizes) => One("expand", this, sizes, false);
        public Tensor expand(long[] sizes, bool isImplicit = false) => One("expand", this, sizes, isImplicit);
        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => One("expand", this, sizes.ToArray(), isImplicit);
        public Tensor expand(Size sizes, bool isImplicit = false) => One("expand", this, sizes.Shape, isImplicit);
        public Tensor expand_as(Tensor other) => One("expand_as", this, other);
        public Tensor broadcast_to(params long[] shape) => One("broadcast_to", this, shape);
        public Tensor repeat(params long[] sizes) => One("repeat", this, sizes);
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            One("repeat_interleave.self_int", this, repeats, dim, output_size);
        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) =>
            One("repeat_interleave.self_Tensor", this, repeats, dim, output_size);
        public Tensor tile(long[] reps) => One("tile", this, reps);
        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0) => One("as_strided", this, size, strides, storageOffset);
        public Tensor unfold(long dimension, long size, long step) => One("unfold", this, dimension, size, step);

        public Tensor narrow(long dim, long start, long length) => One("narrow", this, dim, start, length);
        public Tensor slice(long dim, long start, long finish, long step) => One("slice.Tensor", this, dim, start, finish, step);
        public Tensor select(long dim, long index) => One("select.int", this, dim, index);
        public Tensor index_select(long dim, Tensor index) => One("index_select", this, dim, index);
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) => InPlace(this, "index_add_", this, dim, index, source, alpha);
        public Tensor index_copy_(long dim, Tensor index, Tensor source) => InPlace(this, "index_copy_", this, dim, index, source);
        public Tensor gather(long dim, Tensor index) => One("gather", this, dim, index);
        public Tensor scatter(long dim, Tensor index, Tensor src) => One("scatter.src", this, dim, index, src);
        public Tensor scatter_(long dim, Tensor index, Tensor src) => InPlace(this, "scatter_.src", this, dim, index, src);
        public Tensor scatter_add(long dim, Tensor index, Tensor src) => One("scatter_add", this, dim, index, src);
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => InPlace(this, "scatter_add_", this, dim, index, src);
        public Tensor take(Tensor index) => One("take", this, index);
        public Tensor diag(long diagonal = 0) => One("diag", this, diagonal);
        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => One("diagonal", this, offset, dim1, dim2);
        public Tensor tril(long diagonal = 0) => One("tril", this, diagonal);
        public Tensor triu(long diagonal = 0) => One("triu", this, diagonal);
        public Tensor flip(params long[] dims) => One("flip", this, dims);
        public Tensor roll(long shifts, long? dims = null) => One("roll", this, new[] { shifts }, dims is { } d ? new[] { d } : Array.Empty<long>());
        public Tensor roll(long[] shifts, long[] dims) => One("roll", this, shifts, dims);

        public Tensor[] split(long size, int dim = 0) => Many("split.Tensor", this, size, dim);
        public Tensor[] split(long[] sizes, long dim = 0) => Many("split_with_sizes", this, sizes, dim);
        public Tensor[] split(params long[] sizes) => Many("split_with_sizes", this, sizes, 0);
        public Tensor[] chunk(long chunks, long dim = 0) => Many("chunk", this, chunks, dim);
        public Tensor[] unbind(long dimension = 0) => Many("unbind.int", this, dimension);

        public Tensor clone() => One("clone", this);
        public Tensor contiguous() => One("contiguous", this);
        public Tensor copy_(Tensor source, bool nonBlocking = false) => InPlace(this, "copy_", this, source, nonBlocking);
        public Tensor set_(Tensor source) => InPlace(this, "set_.source_Tensor", this, source);

        public Tensor cpu() => to(DeviceType.CPU);

        public Tensor cuda(Device device = null, bool non_blocking = false)
        {
            if (device is not null && device.type != DeviceType.CUDA) throw new ArgumentException("Not a CUDA device.", nameof(device));
            InitializeDeviceType(DeviceType.CUDA);
            return to(device ?? new Device(DeviceType.CUDA), non_blocking: non_blocking);
        }

        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Moved(One("to.dtype", this, type, non_blocking, copy), disposeAfter);

        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to_type(type, copy, disposeAfter, non_blocking);

        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            device = InitializeDevice(device);
            return Moved(One("to.device", this, device, type, non_blocking, copy), disposeAfter);
        }

        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(dtype, new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);

        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(device), copy, disposeAfter, non_blocking);

        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(dtype, device, copy, disposeAfter, non_blocking);

        public Tensor to(Tensor other, bool non_blocking = false) => to(other.dtype, other.device, non_blocking: non_blocking);

        private Tensor Moved(Tensor result, bool disposeAfter)
        {
            if (disposeAfter) Dispose();
            return result;
        }

        /// <summary>Whether `to` would make new memory.</summary>
        internal bool ToWillCopy(ScalarType type, Device device) =>
            type != dtype || device.type != device_type || (device.type != DeviceType.CPU && device.index != -1 && device.index != device_index);

        public Tensor type(ScalarType dtype) => to_type(dtype);
        public Tensor type_as(Tensor tensor) => to_type(tensor.dtype);
        public Tensor @float() => to_type(ScalarType.Float32);
        public Tensor @double() => to_type(ScalarType.Float64);
        public Tensor half() => to_type(ScalarType.Float16);
        public Tensor bfloat16() => to_type(ScalarType.BFloat16);
        public Tensor @int() => to_type(ScalarType.Int32);
        public Tensor @long() => to_type(ScalarType.Int64);
        public Tensor @bool() => to_type(ScalarType.Bool);
        public Tensor @byte() => to_type(ScalarType.Byte);

        public Tensor new_zeros(long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            zeros(size, dtype ?? this.dtype, device ?? this.device, requires_grad);
        public Tensor new_empty(long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            empty(size, dtype ?? this.dtype, device ?? this.device, requires_grad);
        public Tensor zeros_like(ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            torch.zeros_like(this, dtype, device, requires_grad);
        public Tensor ones_like(ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            torch.ones_like(this, dtype, device, requires_grad);
        public Tensor randn_like(ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            torch.randn_like(this, dtype, device, requires_grad);
        public Tensor pin_memory() => One("pin_memory", this);
    }
}
