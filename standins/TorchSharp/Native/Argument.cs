using System;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>One operator argument before it crosses the boundary; keeps what it refers to alive.</summary>
internal readonly struct Argument
{
    internal readonly ValueKind Kind;
    internal readonly long Bits;
    internal readonly object Reference;

    private Argument(ValueKind kind, long bits = 0, object reference = null) => (Kind, Bits, Reference) = (kind, bits, reference);

    /// <summary>The value that the operator's schema gives where nothing is said.</summary>
    internal static readonly Argument Default = new(ValueKind.Default);
    internal static readonly Argument None = new(ValueKind.None);

    public static implicit operator Argument(Tensor value) => value is null ? None : new(ValueKind.Tensor, value.Handle, value);
    public static implicit operator Argument(long value) => new(ValueKind.Int, value);
    public static implicit operator Argument(int value) => new(ValueKind.Int, value);
    public static implicit operator Argument(long? value) => value is { } v ? v : None;
    public static implicit operator Argument(double value) => new(ValueKind.Real, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Argument(double? value) => value is { } v ? v : None;
    public static implicit operator Argument(bool value) => new(ValueKind.Bool, value ? 1 : 0);
    public static implicit operator Argument(bool? value) => value is { } v ? v : None;
    public static implicit operator Argument(Scalar value) => value is null ? None : value.Argument;
    public static implicit operator Argument(ScalarType value) => new(ValueKind.Int, (long)value);
    public static implicit operator Argument(ScalarType? value) => value is { } v ? v : None;
    public static implicit operator Argument(Device value) => value is null ? None : new(ValueKind.Device, value.Code);
    public static implicit operator Argument(Generator value) => value is null ? None : new(ValueKind.Generator, value.Handle, value);
    public static implicit operator Argument(long[] value) => value is null ? None : new(ValueKind.IntList, 0, value);
    public static implicit operator Argument(double[] value) => value is null ? None : new(ValueKind.RealList, 0, value);
    public static implicit operator Argument(Tensor[] value) => value is null ? None : new(ValueKind.TensorList, 0, value);
    public static implicit operator Argument(string value) => value is null ? None : new(ValueKind.Text, 0, System.Text.Encoding.UTF8.GetBytes(value));

    internal static Argument Of(ValueKind kind, long bits) => new(kind, bits);

    internal int Count => Reference is Array array ? array.Length : 0;
}
