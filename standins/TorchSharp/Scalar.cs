using System;

namespace TorchSharp;

/// <summary>A number of any type, as an argument of an operator.</summary>
public sealed class Scalar : IDisposable
{
    internal readonly Argument Argument;

    private Scalar(Argument argument, torch.ScalarType type) => (Argument, Type) = (argument, type);

    public torch.ScalarType Type { get; }

    internal double Real => Argument.Kind == ValueKind.Real ? BitConverter.Int64BitsToDouble(Argument.Bits) : Argument.Bits;
    internal long Integer => Argument.Kind == ValueKind.Real ? (long)BitConverter.Int64BitsToDouble(Argument.Bits) : Argument.Bits;

    public static implicit operator Scalar(byte value) => new((long)value, torch.ScalarType.Int64);
    public static implicit operator Scalar(int value) => new(value, torch.ScalarType.Int64);
    public static implicit operator Scalar(long value) => new(value, torch.ScalarType.Int64);
    public static implicit operator Scalar(Half value) => new((double)value, torch.ScalarType.Float64);
    public static implicit operator Scalar(float value) => new((double)value, torch.ScalarType.Float64);
    public static implicit operator Scalar(double value) => new(value, torch.ScalarType.Float64);
    public static implicit operator Scalar(bool value) => new(value, torch.ScalarType.Bool);

    public void Dispose() { }
}

public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this byte value) => value;
    public static Scalar ToScalar(this int value) => value;
    public static Scalar ToScalar(this long value) => value;
    public static Scalar ToScalar(this float value) => value;
    public static Scalar ToScalar(this double value) => value;
    public static Scalar ToScalar(this bool value) => value;
    public static float ToSingle(this Scalar value) => (float)value.Real;
    public static double ToDouble(this Scalar value) => value.Real;
    public static int ToInt32(this Scalar value) => (int)value.Integer;
    public static long ToInt64(this Scalar value) => value.Integer;
    public static bool ToBoolean(this Scalar value) => value.Integer != 0;
}
