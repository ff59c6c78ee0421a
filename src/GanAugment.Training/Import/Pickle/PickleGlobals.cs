namespace GanAugment.Training.Import.Pickle;

/// <summary>The names of Python code that a state dict may mention.</summary>
internal static class PickleGlobals
{
    private static readonly Dictionary<string, PickleGlobal> Known = new(StringComparer.Ordinal)
    {
        ["collections.OrderedDict"] = PickleGlobal.OrderedDictionary,
        ["torch.Size"] = PickleGlobal.Size,
        ["torch._utils._rebuild_tensor"] = PickleGlobal.Tensor,
        ["torch._utils._rebuild_tensor_v2"] = PickleGlobal.Tensor,
        ["torch._utils._rebuild_parameter"] = PickleGlobal.Parameter,
    };

    private static readonly Dictionary<string, ElementType> Storages = new(StringComparer.Ordinal)
    {
        ["FloatStorage"] = ElementType.Float32,
        ["HalfStorage"] = ElementType.Float16,
        ["BFloat16Storage"] = ElementType.BFloat16,
        ["DoubleStorage"] = ElementType.Float64,
        ["LongStorage"] = ElementType.Int64,
        ["IntStorage"] = ElementType.Int32,
        ["ShortStorage"] = ElementType.Int16,
        ["CharStorage"] = ElementType.Int8,
        ["ByteStorage"] = ElementType.UInt8,
        ["BoolStorage"] = ElementType.Boolean,
    };

    /// <summary>What a name stands for, or null where it may not be mentioned.</summary>
    /// <param name="module">The module, for example <c>torch.cuda</c>.</param>
    /// <param name="name">The name in it.</param>
    public static object? Find(string module, string name)
    {
        if (module is "torch" or "torch.cuda" && Storages.TryGetValue(name, out ElementType type)) return type;
        return Known.TryGetValue($"{module}.{name}", out PickleGlobal global) ? global : null;
    }
}
