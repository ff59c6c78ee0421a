using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

// Which column type members of a CLR type have, where it is no standard one.
public static class DataViewTypeManager
{
    private static readonly object _lock = new();
    private static readonly Dictionary<(Type Type, DataViewTypeAttribute Attribute), DataViewType> _types = [];

    public static void Register(DataViewType dataViewType, Type type, DataViewTypeAttribute typeAttribute = null)
    {
        Contracts.CheckParam(
            ColumnTypes.Primitive(type) is null,
            nameof(type),
            $"Type {type} has been registered as ML.NET's default supported type, so it can't not be registered again.");
        lock (_lock)
        {
            if (_types.TryGetValue((type, typeAttribute), out DataViewType known))
            {
                Contracts.CheckParam(
                    known.Equals(dataViewType),
                    nameof(type),
                    $"Repeated type register. The raw type {type} has been associated with {known} so it cannot be associated with {dataViewType}.");
                return;
            }

            Contracts.CheckParam(
                !_types.ContainsValue(dataViewType),
                nameof(dataViewType),
                $"Repeated type register. The DataView type {dataViewType} has been associated with another type so it cannot be associated with {type}.");
            _types.Add((type, typeAttribute), dataViewType);
        }
    }

    internal static bool Knows(Type type, IEnumerable<Attribute> attributes) => TryGet(type, attributes, out _);

    internal static bool Knows(DataViewType dataViewType)
    {
        lock (_lock)
            return _types.ContainsValue(dataViewType);
    }

    internal static bool TryGet(Type type, IEnumerable<Attribute> attributes, out DataViewType dataViewType)
    {
        DataViewTypeAttribute[] own = [.. attributes.OfType<DataViewTypeAttribute>()];
        Contracts.CheckParam(
            own.Length <= 1, nameof(type), $"Type {type.Name} cannot be marked with multiple attributes derived from {typeof(DataViewTypeAttribute)}.");
        lock (_lock)
            return _types.TryGetValue((type, own.FirstOrDefault()), out dataViewType);
    }
}
