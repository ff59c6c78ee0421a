using System;
using System.Linq;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The trailing arguments that every factory operator has: dtype, layout, device, pin_memory.</summary>
    private static Tensor Made(string op, ReadOnlySpan<Argument> head, ScalarType dtype, Device device, bool requires_grad)
    {
        device = InitializeDevice(device);
        var result = Operator.One(op, [.. head, dtype, Argument.None, device, Argument.None]);
        if (requires_grad) result.requires_grad = true;
        return result;
    }

    public static Tensor empty(long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Made("empty.memory_format", [size], dtype ?? defaultType, device, requires_grad);
    public static Tensor empty(long size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Made("empty.memory_format", [new[] { size }], dtype ?? defaultType, device, requires_grad);
    public static Tensor empty(long rows, long columns, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Made("empty.memory_format", [new[] { rows, columns }], dtype ?? defaultType, device, requires_grad);
    public static Tensor empty(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Made("empty.memory_format", [new[] { dim0, dim1, dim2 }], dtype ?? defaultType, device, requires_grad);
    public static Tensor empty(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Made("empty.memory_format", [new[] { dim0, dim1, dim2, dim3 }], dtype ?? defaultType, device, requires_grad);
    public static Tensor empty(ReadOnlySpan<long> size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Made("empty.memory_format", [size.ToArray()], dtype ?? defaultType, device, requires_grad);

    public static Tensor zeros(long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Made("zeros", [size], dtype ?? defaultType, device, requires_grad);
    public static Tensor zeros(long size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Made("zeros", [new[] { size }], dtype ?? defaultType, device, requires_grad);
    public static Tensor zeros(long rows, long columns, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Made("zeros", [new[] { rows, columns }], dtype ?? defaultType, device, requires_grad);
    public static Tensor zeros(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Made("zeros", [new[] { dim0, dim1, dim2 }], dtype ?? defaultType, device, requires_grad);
    public static Tensor zeros(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Made("zeros", [new[] { dim0, dim1, dim2, dim3 }], dtype ?? defaultType, device, requires_grad);
    public static Tensor zeros(ReadOnlySpan<long> size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Made("zeros", [size.ToArray()], dtype ?? defaultType, device, requires_grad);

    public static Tensor ones(long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Made("ones", [size], dtype ?? defaultType, device, requires_grad);
    public static Tensor ones(long size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Made("ones", [new[] { size }], dtype ?? defaultType, device, requires_grad);
    public static Tensor ones(long rows, long columns, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Made("ones", [new[] { rows, columns }], dtype ?? defaultType, device, requires_grad);
    public static Tensor ones(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Made("ones", [new[] { dim0, dim1, dim2 }], dtype ?? defaultType, device, requires_grad);
    public static Tensor ones(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Made("ones", [new[] { dim0, dim1, dim2, dim3 }], dtype ?? defaultType, device, requires_grad);
    public static Tensor ones(ReadOnlySpan<long> size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Made("ones", [size.ToArray()], dtype ?? defaultType, device, requires_grad);

    public static Tensor full(long[] size, Scalar value, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Made("full", [size, value], dtype ?? Inferred(value), device, requires_grad);
    public static Tensor full(long size, Scalar value, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Made("full", [new[] { size }, value], dtype ?? Inferred(value), device, requires_grad);
    public static Tensor full(long rows, long columns, Scalar value, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Made("full", [new[] { rows, columns }, value], dtype ?? Inferred(value), device, requires_grad);
    public static Tensor full(long dim0, long dim1, long dim2, Scalar value, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        Made("full", [new[] { dim0, dim1, dim2 }, value], dtype ?? Inferred(value), device, requires_grad);
    public static Tensor full(long dim0, long dim1, long dim2, long dim3, Scalar value, ScalarType? dtype = null, Device device = null,
        bool requires_grad = false, string[] names = null) =>
        Made("full", [new[] { dim0, dim1, dim2, dim3 }, value], dtype ?? Inferred(value), device, requires_grad);

    public static Tensor rand(long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null,
        string[] names = null) =>
        Made("rand.generator", [size, generator], dtype ?? defaultType, device ?? generator?.device, requires_grad);
    public static Tensor rand(long size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null,
        string[] names = null) =>
        Made("rand.generator", [new[] { size }, generator], dtype ?? defaultType, device ?? generator?.device, requires_grad);
    public static Tensor rand(long rows, long columns, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null,
        string[] names = null) =>
        Made("rand.generator", [new[] { rows, columns }, generator], dtype ?? defaultType, device ?? generator?.device, requires_grad);
    public static Tensor rand(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        Generator generator = null, string[] names = null) =>
        Made("rand.generator", [new[] { dim0, dim1, dim2 }, generator], dtype ?? defaultType, device ?? generator?.device, requires_grad);
    public static Tensor rand(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        Generator generator = null, string[] names = null) =>
        Made("rand.generator", [new[] { dim0, dim1, dim2, dim3 }, generator], dtype ?? defaultType, device ?? generator?.device, requires_grad);
    public static Tensor rand(ReadOnlySpan<long> size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null,
        string[] names = null) =>
        Made("rand.generator", [size.ToArray(), generator], dtype ?? defaultType, device ?? generator?.device, requires_grad);

    public static Tensor randn(long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null,
        string[] names = null) =>
        Made("randn.generator", [size, generator], dtype ?? defaultType, device ?? generator?.device, requires_grad);
    public static Tensor randn(long size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null,
        string[] names = null) =>
        Made("randn.generator", [new[] { size }, generator], dtype ?? defaultType, device ?? generator?.device, requires_grad);
    public static Tensor randn(long rows, long columns, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null,
        string[] names = null) =>
        Made("randn.generator", [new[] { rows, columns }, generator], dtype ?? defaultType, device ?? generator?.device, requires_grad);
    public static Tensor randn(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        Generator generator = null, string[] names = null) =>
        Made("randn.generator", [new[] { dim0, dim1, dim2 }, generator], dtype ?? defaultType, device ?? generator?.device, requires_grad);
    public static Tensor randn(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        Generator generator = null, string[] names = null) =>
        Made("randn.generator", [new[] { dim0, dim1, dim2, dim3 }, generator], dtype ?? defaultType, device ?? generator?.device, requires_grad);
    public static Tensor randn(ReadOnlySpan<long> size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null,
        string[] names = null) =>
        Made("randn.generator", [size.ToArray(), generator], dtype ?? defaultType, device ?? generator?.device, requires_grad);

    public static Tensor randint(long low, long high, Size size, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        Generator generator = null, string[] names = null) =>
        Made("randint.low_generator", [low, high, size.Shape, generator], dtype ?? ScalarType.Int64, device ?? generator?.device, requires_grad);
    public static Tensor randint(long high, Size size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null,
        string[] names = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator, names);
    public static Tensor randint(long low, long high, long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        Generator generator = null, string[] names = null) =>
        Made("randint.low_generator", [low, high, size, generator], dtype ?? ScalarType.Int64, device ?? generator?.device, requires_grad);
    public static Tensor randint(long high, long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null,
        string[] names = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator, names);
    public static Tensor randperm(long n, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null) =>
        Made("randperm.generator", [n, generator], dtype ?? ScalarType.Int64, device ?? generator?.device, requires_grad);

    public static Tensor normal(Tensor mean, Tensor std, Generator generator = null) => Operator.One("normal.Tensor_Tensor", mean, std, generator);

    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        Made("arange.start_step", [start, stop, step],
            dtype ?? (is_integral(start.Type) && is_integral(stop.Type) && is_integral(step.Type) ? ScalarType.Int64 : defaultType), device, requires_grad);

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        Made("linspace", [start, end, steps], dtype ?? defaultType, device, requires_grad);

    public static Tensor eye(long rows, long columns = -1, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        Made("eye.m", [rows, columns == -1 ? rows : columns], dtype ?? defaultType, device, requires_grad);

    public static Tensor empty_like(Tensor input, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        empty(input.shape, dtype ?? input.dtype, device ?? input.device, requires_grad, names);
    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        zeros(input.shape, dtype ?? input.dtype, device ?? input.device, requires_grad, names);
    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null) =>
        ones(input.shape, dtype ?? input.dtype, device ?? input.device, requires_grad, names);
    public static Tensor full_like(Tensor input, Scalar value, ScalarType? dtype = null, Device device = null, bool requires_grad = false,
        string[] names = null) =>
        full(input.shape, value, dtype ?? input.dtype, device ?? input.device, requires_grad, names);
    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        rand(input.shape, dtype ?? input.dtype, device ?? input.device, requires_grad);
    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        randn(input.shape, dtype ?? input.dtype, device ?? input.device, requires_grad);

    private static ScalarType Inferred(Scalar value) => is_integral(value.Type) ? ScalarType.Int64 : defaultType;
}
