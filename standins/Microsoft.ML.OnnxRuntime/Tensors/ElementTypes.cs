namespace Microsoft.ML.OnnxRuntime.Tensors;

/// <summary>Which .NET type holds which element type.</summary>
internal static class ElementTypes
{
    private static readonly Dictionary<Type, TensorElementType> Known = new()
    {
        [typeof(float)] = TensorElementType.Float,
        [typeof(byte)] = TensorElementType.UInt8,
        [typeof(sbyte)] = TensorElementType.Int8,
        [typeof(ushort)] = TensorElementType.UInt16,
        [typeof(short)] = TensorElementType.Int16,
        [typeof(int)] = TensorElementType.Int32,
        [typeof(long)] = TensorElementType.Int64,
        [typeof(bool)] = TensorElementType.Bool,
        [typeof(double)] = TensorElementType.Double,
        [typeof(uint)] = TensorElementType.UInt32,
        [typeof(ulong)] = TensorElementType.UInt64,
    };

    private static readonly Dictionary<TensorElementType, Type> Reverse = Known.ToDictionary(p => p.Value, p => p.Key);

    public static TensorElementType Of(Type type) =>
        Known.TryGetValue(type, out var element) ? element : throw new OnnxRuntimeException(ErrorCode.InvalidArgument, $"Tensor of type: {type} is not supported");

    public static Type ToClr(TensorElementType element) => element == TensorElementType.String ? typeof(string) : Reverse.GetValueOrDefault(element);
}
